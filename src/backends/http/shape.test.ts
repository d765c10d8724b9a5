import { describe, expect, it } from 'vitest'
import {
  readAmount,
  readExactList,
  readList,
  readObject,
  readOptionalAmount,
  readOptionalBoolean,
  readOptionalText,
  readOptionalTexts,
  readOptionalWord,
  readText,
} from './shape.js'

const malformed = (message: string) =>
  expect.objectContaining({ code: 'answer-malformed', message: expect.stringContaining(message) })

describe('the readers of shapes', () => {
  it.each([
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'a list'],
    ['sentinel', 'a string'],
    [1, 'a number'],
  ])('reject %j as an object, and name its kind but not its content', (value, kind) => {
    expect(() => readObject(value, 'data.upload')).toThrow(malformed(`has ${kind} at data.upload, not an object`))
    expect(() => readObject(value, 'data.upload')).not.toThrow(/sentinel/)
  })

  it('reject an object as a list', () =>
    expect(() => readList({}, 'tickets')).toThrow(malformed('an object at tickets, not a list')))

  it.each([[[1]], [[1, 2, 3]]])('reject %j as a list of two', (list) => {
    expect(readExactList([1, 2], 2, 'files')).toEqual([1, 2])
    expect(() => readExactList(list, 2, 'files')).toThrow(
      malformed(`has ${list.length} members at files; 2 were requested`),
    )
  })

  it.each([[''], [null], [1], [undefined], [{}]])('reject %j as a text', (value) =>
    expect(() => readText(value, 'id')).toThrow(malformed('at id')),
  )

  it('treat null as absent', () => {
    expect(readOptionalText(null, 'name')).toBeUndefined()
    expect(readOptionalAmount(null, 'size')).toBeUndefined()
    expect(readOptionalBoolean(null, 'singleUse')).toBeUndefined()
    expect(readOptionalWord(null, 'state', ['ready'])).toBeUndefined()
    expect(readOptionalTexts(null, 'headers')).toBeUndefined()
    expect(readOptionalTexts({}, 'headers')).toBeUndefined()
  })

  it('keep an empty optional text, 0 and false', () => {
    expect([readOptionalText('', 'a'), readOptionalAmount(0, 'b'), readOptionalBoolean(false, 'c')]).toEqual([
      '',
      0,
      false,
    ])
  })

  it('reject optional values of other kinds', () => {
    expect(() => readOptionalText(1, 'name')).toThrow(malformed('a number at name, not a text'))
    expect(() => readOptionalAmount('1', 'size')).toThrow(malformed('a string at size'))
    expect(() => readOptionalBoolean('yes', 'singleUse')).toThrow(malformed('a string at singleUse'))
    expect(() => readOptionalWord(1, 'state', ['a', 'b'])).toThrow(malformed("a number at state, not 'a' or 'b'"))
    expect(() => readOptionalTexts([['a', 'b']], 'headers')).toThrow(malformed('a list at headers'))
    expect(() => readOptionalTexts({ a: 1 }, 'headers')).toThrow(malformed('a number at headers, value a,'))
  })

  it('read one of some words, and no other', () => {
    expect(readOptionalWord('b', 'state', ['a', 'b'])).toBe('b')
    expect(() => readOptionalWord('', 'state', ['a'])).toThrow(malformed("an empty text at state, not 'a'"))
    expect(() => readOptionalWord('sentinel', 'state', ['a'])).not.toThrow(/sentinel/)
  })

  it.each([-1, NaN, '3', null])('reject %j as an amount', (value) =>
    expect(() => readAmount(value, 'size')).toThrow(malformed('at size')),
  )
})
