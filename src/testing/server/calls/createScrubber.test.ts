import { describe, expect, it } from 'vitest'
import { BrokenRule, describeBreach } from './BrokenRule.js'
import { createScrubber } from './createScrubber.js'

const scrub = createScrubber(['Bearer token-of-ann', 'token-of-ann', 'the-secret'])

describe('createScrubber', () => {
  it.each([
    ['a signed URL', '"https://s3.test/b/k?X-Amz-Signature=0f3a"', '"https://s3.test/b/k?…"'],
    [
      "a signed URL with an apostrophe, as in the file's name",
      `"https://s3.test/b/k?response-content-disposition=UTF-8''a.txt&X-Amz-Signature=0f3a","urlExpires"`,
      '"https://s3.test/b/k?…","urlExpires"',
    ],
    ['a signature that stands alone', 'X-Amz-Signature=0f3a&x=1', 'X-Amz-Signature=…&x=1'],
    [
      'the fields of a form',
      '[["key","u/1"],["Policy","eyJ9"],["X-Amz-Signature","0f3a"],["X-Amz-Credential","me/20260101"]]',
      '[["key","u/1"],["Policy","…"],["X-Amz-Signature","…"],["X-Amz-Credential","…"]]',
    ],
    ['credentials and secrets', 'Bearer token-of-ann, or token-of-ann, and the-secret', '…, or …, and …'],
  ])('removes %s', (_, text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed)
  })

  it('keeps what tells one call from another', () => {
    expect(scrub('GET /files?limit=2 200 {"id":"fil_1"}')).toBe('GET /files?limit=2 200 {"id":"fil_1"}')
  })

  it('shortens a long text, and says how long it was', () => {
    expect(scrub('x'.repeat(5000))).toBe(`${'x'.repeat(1500)}… (5000 characters)`)
  })
})

describe('describeBreach', () => {
  it('names the rule, the call, what was expected and what came', () => {
    const finding = { call: 'GET /files', expected: 'the status 401', came: '200 {}' }
    expect(describeBreach('answers 401', new BrokenRule(finding), scrub)).toBe(
      'The server breaks the rule that it answers 401\n  call: GET /files\n  expected: the status 401\n  came: 200 {}',
    )
  })

  it('says why a rule could not be tested, without secrets', () => {
    const thrown = new TypeError('fetch failed', { cause: new Error('no https://s3.test/k?X-Amz-Signature=0f3a') })
    expect(describeBreach('answers 401', thrown, scrub)).toBe(
      'It could not be tested that a server answers 401\n  because: TypeError: fetch failed: Error: no https://s3.test/k?…',
    )
  })
})
