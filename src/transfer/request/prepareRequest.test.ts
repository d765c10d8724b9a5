import { describe, expect, it } from 'vitest'
import type { SendRequest } from '../../contract/ports/transport.js'
import { prepareRequest } from './prepareRequest.js'

const url = 'https://storage.example/bucket/key'
const body = new Blob(['hello'], { type: 'text/plain' })
const put = (more: object = {}): SendRequest => ({ kind: 'put', url, body, fileName: 'a.txt', ...more })
const post = (more: object = {}): SendRequest => ({
  kind: 'post',
  url,
  fields: [['file', '@file']],
  body,
  fileName: 'a.txt',
  ...more,
})

describe('prepareRequest', () => {
  it('sends the file itself with PUT', () => {
    const prepared = prepareRequest(put({ headers: { 'Content-Type': 'image/png' } }))
    expect(prepared).toEqual({
      method: 'PUT',
      url,
      origin: 'https://storage.example',
      headers: [['Content-Type', 'image/png']],
      body,
      sizeBytes: 5,
    })
    expect(prepared.body).toBe(body)
  })

  it('leaves the type to the browser if the ticket has none', () => {
    expect(prepareRequest(put()).headers).toEqual([])
  })

  it('sends a file that has no type as the type that its ticket was requested for', () => {
    const headers = prepareRequest(put({ body: new Blob(['x']) })).headers
    expect(headers).toEqual([['Content-Type', 'application/octet-stream']])
  })

  it.each(['5', ' 5 '])('accepts a signed length of %j for five bytes, and lets the browser set it', (length) => {
    expect(prepareRequest(put({ headers: { 'content-length': length } })).headers).toEqual([])
  })

  it.each(['4', '', '5x', '05', '-5'])('refuses a signed length of %j for five bytes', (length) => {
    expect(() => prepareRequest(put({ headers: { 'Content-Length': length } }))).toThrow('a file of another size')
  })

  it('sets no Content-Type on a form, and keeps the other headers', () => {
    const prepared = prepareRequest(post({ headers: { 'content-TYPE': 'image/png', 'x-amz-acl': 'private' } }))
    expect(prepared.method).toBe('POST')
    expect(prepared.headers).toEqual([['x-amz-acl', 'private']])
    expect(prepared.body).toBeInstanceOf(FormData)
    expect(prepared.sizeBytes).toBe(5)
  })

  it('does not compare a form with a signed length, which counts more than the file', () => {
    expect(() => prepareRequest(post({ headers: { 'Content-Length': '999' } }))).not.toThrow()
  })

  it('refuses another kind of ticket', () => {
    expect(() => prepareRequest(put({ kind: 'patch' }))).toThrow('neither for PUT nor for a form POST')
  })

  it('refuses a ticket without a URL', () => {
    expect(() => prepareRequest(put({ url: undefined }))).toThrow('has no URL')
  })
})
