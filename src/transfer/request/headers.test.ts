import { describe, expect, it } from 'vitest'
import { readHeaders } from './headers.js'
import { UnusableTicket } from './UnusableTicket.js'

describe('readHeaders', () => {
  it('keeps the values as the ticket has them', () => {
    const headers = { 'x-amz-acl': 'private', 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==', empty: '' }
    expect(Object.fromEntries(readHeaders(headers))).toEqual(headers)
  })

  it('finds none in a ticket without headers', () => {
    expect([...readHeaders(undefined)]).toEqual([])
  })

  it('takes a header once that comes twice with one value, its name in two spellings', () => {
    expect([...readHeaders({ 'Content-Type': 'image/png', 'content-type': ' image/png ' })]).toEqual([
      ['content-type', 'image/png'],
    ])
  })

  it('refuses a header that comes twice with different values, and repeats neither', () => {
    const headers = { 'x-amz-meta-a': 'sentinel-one', 'X-Amz-Meta-A': 'sentinel-two' }
    expect(() => readHeaders(headers)).toThrow(new UnusableTicket('header-twice', 'X-Amz-Meta-A'))
  })

  it.each([
    ['a name with a space', { 'Content Type': 'sentinel' }],
    ['an empty name', { '': 'sentinel' }],
    ['a line break in a value', { a: 'sentinel\r\nb: y' }],
    ['a value beyond Latin-1', { a: 'sentinel ✓' }],
  ])('refuses %s, and does not repeat the value', (_, headers) => {
    expect(() => readHeaders(headers)).toThrow(new UnusableTicket('header-malformed'))
  })
})
