import { describe, expect, it } from 'vitest'
import { isUploadError } from './isUploadError.js'
import { PlainError } from './PlainError.js'
import { UploadError } from './UploadError.js'
import { toUploadError } from './toUploadError.js'

describe('UploadError', () => {
  it('keeps a cause as name and message, without what is secret in it', () => {
    const cause = Object.assign(new Error('PUT https://s.test/o?X-Amz-Signature=abc failed'), {
      request: { url: 'https://s.test' },
    })
    const error = new UploadError('unknown', 'Sent to https://s.test/o?sig=1.', { cause })
    expect(error.cause).toEqual({ name: 'Error', message: 'PUT [url] failed' })
    expect(error.message).toBe('Sent to [url]')
  })

  it('shortens what a server says', () => {
    expect(new UploadError('unknown', 'x', { serverText: 'y'.repeat(500) }).serverText).toHaveLength(200)
  })

  it('is recognised by its brand', () => {
    expect(isUploadError(new UploadError('unknown', 'x'))).toBe(true)
    expect(isUploadError(new Error('x'))).toBe(false)
    expect(isUploadError(null)).toBe(false)
  })
})

describe('toUploadError', () => {
  it.each([
    [Object.assign(new Error('no'), { status: 401 }), 'unauthorized'],
    [Object.assign(new Error('no'), { status: 429 }), 'rate-limited'],
    [Object.assign(new Error('no'), { status: 503 }), 'server-error'],
    [{ status: 404 }, 'not-found'],
    [new TypeError('Failed to fetch'), 'server-unreachable'],
    [new DOMException('slow', 'TimeoutError'), 'server-timeout'],
    [new TypeError('x is undefined'), 'unknown'],
    ['just a string', 'unknown'],
  ])('reads %s as %s', (thrown, code) => {
    expect(toUploadError(thrown, 'requesting')).toMatchObject({ code, step: 'requesting' })
  })

  it('gives an error of our own the text that says what happened to which file', () => {
    const cause = { name: 'Error', message: 'no' }
    const ours = new PlainError('too-large', 'needs-parts', { detail: 5, cause })
    expect(toUploadError(ours, 'requesting', 'a.txt')).toMatchObject({
      name: 'UploadError',
      code: 'too-large',
      step: 'requesting',
      message: 'a.txt is to be sent in one piece, which storage takes below 5 bytes only: it needs parts.',
      cause,
    })
  })
})
