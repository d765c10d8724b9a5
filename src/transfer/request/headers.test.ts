import { describe, expect, it } from 'vitest'
import { findHeader, parseResponseHeaders, planHeaders } from './headers.js'

describe('planHeaders', () => {
  it('keeps names and values as the ticket has them', () => {
    const headers = { 'x-amz-ACL': 'private', 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==', Empty: '' }
    expect(planHeaders(headers)).toEqual(Object.entries(headers))
  })

  it.each([undefined, null, {}])('makes an empty list of %j', (headers) => {
    expect(planHeaders(headers)).toEqual([])
  })

  it('sets a header once that comes twice in two cases with one value', () => {
    expect(planHeaders({ 'Content-Type': 'image/png', 'content-type': ' image/png ' })).toEqual([
      ['Content-Type', 'image/png'],
    ])
  })

  it('refuses a header that comes twice with different values, and tells neither', () => {
    const headers = { 'x-amz-meta-a': 'sentinel-one', 'X-Amz-Meta-A': 'sentinel-two' }
    expect(() => planHeaders(headers)).toThrow('two values for X-Amz-Meta-A')
    expect(() => planHeaders(headers)).not.toThrow(/sentinel/)
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
    expect(planHeaders({ [name]: '1', kept: 'yes' })).toEqual([['kept', 'yes']])
  })

  it('drops a method override only when it smuggles a forbidden method', () => {
    expect(planHeaders({ 'X-HTTP-Method-Override': 'get, TRACE', 'X-Method-Override': 'PUT' })).toEqual([
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
    expect(() => planHeaders(headers)).toThrow(/^The ticket/)
  })
})

describe('findHeader', () => {
  it('looks past the case of names', () => {
    expect(findHeader({ 'CONTENT-length': '3' }, 'content-length')).toBe('3')
    expect(findHeader(undefined, 'content-length')).toBeNull()
  })
})

describe('parseResponseHeaders', () => {
  it('reads lines with colons in their values', () => {
    const headers = parseResponseHeaders('etag: "a"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT\r\n')
    expect(headers.get('etag')).toBe('"a"')
    expect(headers.get('last-modified')).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
  })

  it('makes an empty list of an empty text', () => {
    expect(parseResponseHeaders('').size).toBe(0)
  })
})
