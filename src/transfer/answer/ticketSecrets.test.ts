import { describe, expect, it } from 'vitest'
import type { RequestPlan } from '../request/prepareRequest.js'
import { scrubMessage } from './ticketSecrets.js'

function plan(more: Partial<RequestPlan> = {}): RequestPlan {
  return { method: 'PUT', url: 'https://storage.example/b', headers: [], body: new Blob(), sizeBytes: 0, ...more }
}

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

describe('scrubMessage', () => {
  it("leaves storage's sentence as it is", () => {
    const message = 'Access Denied. (Invalid according to Policy: Policy expired)'
    expect(scrubMessage(message, plan())).toBe(message)
  })

  it.each([
    ['a URL', 'See https://storage.example/b?X-Amz-Signature=sentinel-1 please', plan()],
    ['a signature', 'Bad X-Amz-Signature=sentinel-1', plan()],
    ['the key in the path', 'No such sentinel-1.png here', plan({ url: 'https://s.example/b/sentinel-1.png' })],
    ['an encoded key', 'No such sentinel 1 é', plan({ url: 'https://s.example/b/sentinel%201%20%C3%A9' })],
    ['a query value', 'Token sentinel-1 is unknown', plan({ url: 'https://s.example/b?t=sentinel-1' })],
    ['a header', 'Got sentinel-1', plan({ headers: [['x-amz-meta-a', 'sentinel-1']] })],
    ['a form field', '["eq", "$key", "u/sentinel-1"]', plan({ body: form({ key: 'u/sentinel-1' }) })],
    ['an access key id', 'The key AKIAIOSFODNN7EXAMPLE is unknown', plan()],
    ['a long token', `Bad ${'sentinel'.repeat(6)}`, plan()],
  ])('takes out %s', (_, message, request) => {
    expect(scrubMessage(message, request)).not.toMatch(/sentinel|AKIA/)
  })

  it('makes one short line of it', () => {
    const message = scrubMessage(`No\n  space ${'left '.repeat(100)}`, plan())
    expect(message).toMatch(/^No space left left/)
    expect(message).toHaveLength(200)
  })

  it('stands a path that is wrongly encoded', () => {
    expect(scrubMessage('Access Denied', plan({ url: 'https://s.example/%E0%A4%A' }))).toBe('Access Denied')
  })
})
