import { describe, expect, it } from 'vitest'
import { scrub } from './scrub.js'

describe('scrub', () => {
  it.each([
    ['see https://a.test/b?c=d now', 'see [url] now'],
    ['X-Amz-Signature=abc&x=1', 'X-Amz-Signature=[secret]&x=1'],
    ['{"policy":"eyJ"}', '{"policy":"[secret]"}'],
    ['Authorization: Bearer abc.def', 'Authorization: [secret]'],
    ['Authorization: Token abc', 'Authorization: [secret]'],
    ['nothing of the kind', 'nothing of the kind'],
    ['PUT /o?sig=s3cret&x=1 failed', 'PUT /o?sig=[secret]&x=1 failed'],
    ['x-api-key: s3cret', 'x-api-key: [secret]'],
    ['{"apiKey":"s3cret"}', '{"apiKey":"[secret]"}'],
    ['cookie: sid=s3cret; theme=s3cret', 'cookie: [secret]'],
    ['{"Set-Cookie":"sid=s3cret; Path=/"}', '{"Set-Cookie":"[secret]"}'],
    ['/files?access_token=s3cret#x', '/files?access_token=[secret]'],
    ['refreshToken: s3cret, and more', 'refreshToken: [secret], and more'],
    ['x-csrf-token: s3cret', 'x-csrf-token: [secret]'],
    ['client_secret=s3cret', 'client_secret=[secret]'],
    ['Credential=s3cret/20261121/eu/s3, Signature=s3cret', 'Credential=[secret], Signature=[secret]'],
    ['password=s3cret', 'password=[secret]'],
    ['{"password":"a s3cret of words"}', '{"password":"[secret]"}'],
    [String.raw`{"signature":"s3c\/s3cret="}`, '{"signature":"[secret]"}'],
    [String.raw`"{\"token\":\"s3cret\"}"`, String.raw`"{\"token\":\"[secret]\"}"`],
    ['Bearer: s3cret', '[secret]'],
    ['Bearer%20s3cret', '[secret]'],
    ['Authorization%3A%20Bearer%20s3cret', 'Authorization%3A%20[secret]'],
    ['X-Amz-Signature%3Ds3cret', 'X-Amz-Signature%3D[secret]'],
    ['a%26token%3Ds3cret', 'a%26token%3D[secret]'],
    ['X-Goog-Signature=s3cret', 'X-Goog-Signature=[secret]'],
    [String.raw`{"url":"https:\/\/a.test\/b?c=s3cret"}`, '{"url":"[url]"}'],
    ['to=https%3A%2F%2Fa.test%2Fs3cret', 'to=[url]'],
  ])('%s becomes %s', (text, expected) => {
    expect(scrub(text)).toBe(expected)
  })

  it.each([
    'Access Denied. (Invalid according to Policy: Policy expired)',
    'The Credential is mal-formed; expecting one of this day',
    'X-Amz-Credential, X-Amz-Signature and X-Amz-Date are required',
    'The token has expired. Sign in again.',
    'The password is too short, and the secret is out',
    'Cookies: this page needs them',
    'Three signatures, two designs: one file',
    'Photos: 3/5 (sent at 12:30)',
  ])('leaves the sentence "%s" alone', (sentence) => {
    expect(scrub(sentence)).toBe(sentence)
  })

  it('cuts a text that is too long to read, between two words', () => {
    const text = `${'word '.repeat(799)}secretword-that-is-cut`
    expect(scrub(`${text} ${'x'.repeat(9000)}`)).toBe(`${'word '.repeat(799).trimEnd()}…`)
    expect(scrub(`PUT https://s.test/${'k'.repeat(9000)}?sig=s3cret`)).toBe('PUT…')
    expect(scrub('s3cret'.repeat(9000))).toBe('…')
  })
})
