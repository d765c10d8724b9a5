import { describe, expect, it } from 'vitest'
import { findHeader, prepareHeaders } from './headers.js'

describe('prepareHeaders', () => {
  it('keeps names and values as the ticket has them', () => {
    const headers = { 'x-amz-ACL': 'private', 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==', Empty: '' }
    expect(prepareHeaders(headers)).toEqual(Object.entries(headers))
  })

  it.each([undefined, null, {}])('makes an empty list of %j', (headers) => {
    expect(prepareHeaders(headers)).toEqual([])
  })

  it('sets a header once that comes twice with one value, its name in two spellings', () => {
    expect(prepareHeaders({ 'Content-Type': 'image/png', 'content-type': ' image/png ' })).toEqual([
      ['Content-Type', 'image/png'],
    ])
  })

  it('refuses a header that comes twice with different values, and repeats neither', () => {
    const headers = { 'x-amz-meta-a': 'sentinel-one', 'X-Amz-Meta-A': 'sentinel-two' }
    expect(() => prepareHeaders(headers)).toThrow('two values for X-Amz-Meta-A')
    expect(() => prepareHeaders(headers)).not.toThrow(/sentinel/)
  })

  it.each([
    'Accept-Charset',
    'accept-encoding',
    'Access-Control-Request-Headers',
    'Access-Control-Request-Method',
    'Connection',
    'CONTENT-LENGTH',
    'Cookie',
    'Cookie2',
    'Date',
    'DNT',
    'Expect',
    'Host',
    'Keep-Alive',
    'Origin',
    'Referer',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Via',
    'Proxy-Authorization',
    'Sec-Fetch-Mode',
  ])('drops %s, which a browser keeps to itself', (name) => {
    expect(prepareHeaders({ [name]: '1', kept: 'yes' })).toEqual([['kept', 'yes']])
  })

  it('drops a method override only when it smuggles a forbidden method', () => {
    expect(prepareHeaders({ 'X-HTTP-Method-Override': 'get, TRACE', 'X-Method-Override': 'PUT' })).toEqual([
      ['X-Method-Override', 'PUT'],
    ])
  })

  it.each([
    ['a name with a space', { 'Content Type': 'x' }],
    ['an empty name', { '': 'x' }],
    ['a line break in a value', { a: 'x\r\nb: y' }],
    ['a value beyond Latin-1', { a: '✓' }],
    ['a value that is no string', { a: 1 as unknown as string }],
    ['a list of pairs', [['a', 'b']] as unknown as Record<string, string>],
  ])('refuses %s', (_, headers) => {
    expect(() => prepareHeaders(headers)).toThrow(/^The ticket/)
  })
})

describe('findHeader', () => {
  it('ignores the case of names', () => {
    expect(findHeader({ 'CONTENT-length': '3' }, 'content-length')).toBe('3')
    expect(findHeader(undefined, 'content-length')).toBeNull()
  })
})
