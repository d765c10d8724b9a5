import { describe, expect, it } from 'vitest'
import { toUploadError } from '../../errors/toUploadError.js'
import { checkAnswer } from './checkAnswer.js'

/** What developers read of an answer that cannot be used. */
function messageOf(answer: unknown): string | null {
  try {
    checkAnswer(answer)
    return null
  } catch (thrown) {
    return toUploadError(thrown, 'requesting').message
  }
}

describe('checkAnswer', () => {
  const fields = [['file', '@file']]
  it.each<[unknown, RegExp]>([
    [null, /not an object/],
    [[], /not an object/],
    [{}, /kind is none of/],
    [{ kind: 'existing' }, /no file/],
    [{ kind: 'existing', file: { name: 'a' } }, /no id/],
    [{ kind: 'existing', file: { id: 7 } }, /no id/],
    [{ kind: 'put' }, /no url/],
    [{ kind: 'put', url: 'https://s.test', headers: [['a', 'b']] }, /headers/],
    [{ kind: 'put', url: 'https://s.test', headers: { a: 1 } }, /headers/],
    [{ kind: 'post', url: 'https://s.test' }, /fields/],
    [{ kind: 'post', url: 'https://s.test', fields: { file: '@file' } }, /list of/],
    [{ kind: 'post', url: 'https://s.test', fields: [['file']] }, /list of/],
    [{ kind: 'post', url: 'https://s.test', fields: [...fields, ['size', 1]] }, /list of/],
    [{ kind: 'post', url: 'https://s.test', fields: [] }, /0 of its fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [['f', '@File']] }, /0 of its fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [['f', 'x@file']] }, /0 of its fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [...fields, ...fields] }, /2 of its fields/],
    [{ kind: 'multipart' }, /partSizeBytes/],
  ])('refuses %j', (answer, why) => {
    expect(messageOf(answer)).toMatch(why)
  })

  it.each([
    { kind: 'existing', file: { id: 'f' } },
    { kind: 'stored', reference: null },
    { kind: 'put', url: 'https://s.test', headers: {} },
    { kind: 'post', url: 'https://s.test', fields },
  ])('lets %j through', (answer) => {
    expect(checkAnswer(answer)).toEqual(answer)
  })
})

it('treats null as omitted, but keeps a reference that is null', () => {
  const answer = { kind: 'put', url: 'https://storage.example', headers: null, expiresInSeconds: null, reference: null }
  expect(checkAnswer(answer)).toEqual({ kind: 'put', url: 'https://storage.example', reference: null })
})

it('refuses an expiry that is no number, and accepts Infinity', () => {
  const put = { kind: 'put', url: 'https://storage.example' }
  for (const expiresInSeconds of ['900', Number.NaN, {}]) {
    expect(messageOf({ ...put, expiresInSeconds })).toContain('its expiresInSeconds is not a number')
  }
  expect(checkAnswer({ ...put, expiresInSeconds: Infinity })).toMatchObject({ expiresInSeconds: Infinity })
})
