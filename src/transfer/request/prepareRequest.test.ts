import { describe, expect, it } from 'vitest'
import { type PreparedRequest, prepareRequest } from './prepareRequest.js'

const url = 'https://storage.example/bucket/key'
const body = new Blob(['hello'], { type: 'text/plain' })
const put = (headers: Record<string, string> = {}, file = body): PreparedRequest =>
  prepareRequest({ kind: 'put', url, headers, body: file, fileName: 'a.txt' })
const post = (headers: Record<string, string>): PreparedRequest =>
  prepareRequest({ kind: 'post', url, headers, fields: [['file', '@file']], body, fileName: 'a.txt' })

describe('prepareRequest', () => {
  it('sends the file itself with PUT', () => {
    const { headers, ...prepared } = put({ 'Content-Type': 'image/png' })
    expect(prepared).toEqual({ method: 'PUT', url, origin: 'https://storage.example', body, sizeBytes: 5 })
    expect(prepared.body).toBe(body)
    expect([...headers]).toEqual([['content-type', 'image/png']])
  })

  it('leaves the type to the browser if the ticket has none', () => {
    expect([...put().headers]).toEqual([])
  })

  it('sends a file that has no type as the type that its ticket was requested for', () => {
    const { headers } = put({}, new Blob(['x']))
    expect([...headers]).toEqual([['content-type', 'application/octet-stream']])
  })

  it.each(['5', ' 5 '])('accepts a signed length of %j for five bytes', (length) => {
    expect(() => put({ 'content-length': length })).not.toThrow()
  })

  it.each(['4', '', '5x', '05', '-5'])('refuses a signed length of %j for five bytes', (length) => {
    expect(() => put({ 'Content-Length': length })).toThrow('other-size')
  })

  it('sets no Content-Type on a form, and keeps the other headers', () => {
    const prepared = post({ 'content-TYPE': 'image/png', 'x-amz-acl': 'private' })
    expect(prepared.method).toBe('POST')
    expect([...prepared.headers]).toEqual([['x-amz-acl', 'private']])
    expect(prepared.body).toBeInstanceOf(FormData)
    expect(prepared.sizeBytes).toBe(5)
  })

  it('does not compare a form with a signed length, which counts more than the file', () => {
    expect(() => post({ 'Content-Length': '999' })).not.toThrow()
  })
})
