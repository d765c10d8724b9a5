import { describe, expect, it } from 'vitest'
import type { PreparedRequest } from '../request/prepareRequest.js'
import { scrubMessage } from './scrubMessage.js'

function put(more: Partial<PreparedRequest> = {}): PreparedRequest {
  return {
    method: 'PUT',
    url: 'https://storage.example/b',
    origin: 'https://storage.example',
    headers: new Headers(),
    body: new Blob(),
    sizeBytes: 0,
    ...more,
  }
}

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

describe('scrubMessage', () => {
  it("leaves storage's sentence as it is", () => {
    const message = 'Access Denied. (Invalid according to Policy: Policy expired)'
    expect(scrubMessage(message, put())).toBe(message)
  })

  it.each([
    ['a URL', 'See https://storage.example/b?X-Amz-Signature=sentinel-1 please', put()],
    ['a signature', 'Bad X-Amz-Signature=sentinel-1', put()],
    ['the key in the path', 'No such sentinel-1.png here', put({ url: 'https://s.example/b/sentinel-1.png' })],
    ['an encoded key', 'No such sentinel 1 é', put({ url: 'https://s.example/b/sentinel%201%20%C3%A9' })],
    ['a query value', 'Token sentinel-1 is unknown', put({ url: 'https://s.example/b?t=sentinel-1' })],
    ['a header', 'Got sentinel-1', put({ headers: new Headers({ 'x-amz-meta-a': 'sentinel-1' }) })],
    ['a form field', '["eq", "$key", "u/sentinel-1"]', put({ body: form({ key: 'u/sentinel-1' }) })],
    ['an access key id', 'The key AKIAIOSFODNN7EXAMPLE is unknown', put()],
    ['a long token', `Bad ${'sentinel'.repeat(6)}`, put()],
  ])('takes out %s', (_, message, request) => {
    expect(scrubMessage(message, request)).not.toMatch(/sentinel|AKIA/)
  })

  it('shortens the message to one line', () => {
    const message = scrubMessage(`No\n  space ${'left '.repeat(100)}`, put())
    expect(message).toMatch(/^No space left left/)
    expect(message).toHaveLength(200)
  })

  it('copes with a path that is wrongly encoded', () => {
    expect(scrubMessage('Access Denied', put({ url: 'https://s.example/%E0%A4%A' }))).toBe('Access Denied')
  })
})
