import { describe, expect, it } from 'vitest'
import type { SendRequest } from '../../contract/ports/transport.js'
import { planRequest } from './prepareRequest.js'

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

describe('planRequest', () => {
  it('sends the file itself with PUT', () => {
    const plan = planRequest(put({ headers: { 'Content-Type': 'image/png' } }))
    expect(plan).toEqual({ method: 'PUT', url, headers: [['Content-Type', 'image/png']], body, sizeBytes: 5 })
    expect(plan.body).toBe(body)
  })

  it('leaves the type to the browser where the ticket has none', () => {
    expect(planRequest(put()).headers).toEqual([])
  })

  it('sends the type that its ticket was asked with for a file that has none', () => {
    const headers = planRequest(put({ body: new Blob(['x']) })).headers
    expect(headers).toEqual([['Content-Type', 'application/octet-stream']])
  })

  it.each(['5', ' 5 '])(
    'takes a signed length of %j for five bytes, and leaves the counting to the browser',
    (length) => {
      expect(planRequest(put({ headers: { 'content-length': length } })).headers).toEqual([])
    },
  )

  it.each(['4', '', '5x', '05', '-5'])('refuses a signed length of %j for five bytes', (length) => {
    expect(() => planRequest(put({ headers: { 'Content-Length': length } }))).toThrow('a file of another size')
  })

  it('sets no Content-Type on a form, and keeps the other headers', () => {
    const plan = planRequest(post({ headers: { 'content-TYPE': 'image/png', 'x-amz-acl': 'private' } }))
    expect(plan.method).toBe('POST')
    expect(plan.headers).toEqual([['x-amz-acl', 'private']])
    expect(plan.body).toBeInstanceOf(FormData)
    expect(plan.sizeBytes).toBe(5)
  })

  it('does not hold a form to a signed length, which counts more than the file', () => {
    expect(() => planRequest(post({ headers: { 'Content-Length': '999' } }))).not.toThrow()
  })

  it('refuses another kind of ticket', () => {
    expect(() => planRequest(put({ kind: 'patch' }))).toThrow('neither for PUT nor for a form POST')
  })

  it('refuses a ticket without a URL', () => {
    expect(() => planRequest(put({ url: undefined }))).toThrow('has no URL')
  })
})
