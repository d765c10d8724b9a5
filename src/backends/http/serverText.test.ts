import { describe, expect, it } from 'vitest'
import { hideValues, readServerText } from './serverText.js'

describe('readServerText', () => {
  it.each([
    [{ error: { status: 403, message: 'No' } }, 'No'],
    [{ error: 'Forbidden', errorDescription: 'permission denied' }, 'permission denied'],
    [{ error: 'invalid_grant', error_description: 'expired' }, 'expired'],
    [{ message: 'Too large' }, 'Too large'],
    [{ type: 'about:blank', title: 'Bad', detail: 'The size is missing.' }, 'The size is missing.'],
    [{ title: 'Bad' }, 'Bad'],
    [{ errors: [{ message: 'first' }, { message: 'second' }] }, 'first'],
    [{ errors: ['a text'] }, 'a text'],
    [{ errors: { checksum: ["can't be blank"] } }, "can't be blank"],
    [{ errors: [], message: 'then this' }, 'then this'],
    [{ data: null, errors: [{ extensions: { code: 'X' }, message: 'No' }] }, 'No'],
    ['a bare text', 'a bare text'],
    [{ message: 'two\nlines\u0000 and\ttabs' }, 'two lines and tabs'],
    [{ message: '<b>bold</b>' }, '<b>bold</b>'],
  ])('finds the message in %j', (body, text) => {
    expect(readServerText(body)).toBe(text)
  })

  it.each([undefined, null, 1, {}, { message: '' }, { message: 3 }, { errors: [] }, [], { id: 'fil_1', ok: false }])(
    'finds no text in %j',
    (body) => {
      expect(readServerText(body)).toBeUndefined()
    },
  )

  it('does not search deeply nested structures', () => {
    expect(readServerText({ error: { error: { error: { error: { message: 'deep' } } } } })).toBeUndefined()
  })
})

describe('hideValues', () => {
  it('removes sent credentials, whole and in parts', () => {
    const headers = new Headers({ Authorization: 'Bearer sentinel-token', Cookie: 'id=sentinel-cookie' })
    const text = hideValues('Got Bearer sentinel-token, or sentinel-token, or sentinel-cookie.', headers)
    expect(text).not.toContain('sentinel')
  })

  it('keeps short words', () => {
    expect(hideValues('No json here', new Headers({ Accept: 'json' }))).toBe('No json here')
  })
})
