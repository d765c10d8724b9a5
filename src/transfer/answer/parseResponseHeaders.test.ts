import { describe, expect, it } from 'vitest'
import { parseResponseHeaders } from './parseResponseHeaders.js'

describe('parseResponseHeaders', () => {
  it('reads lines with colons in their values', () => {
    const headers = parseResponseHeaders('etag: "a"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT\r\n')
    expect(headers.get('etag')).toBe('"a"')
    expect(headers.get('last-modified')).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
  })

  it('finds nothing in an empty text', () => {
    expect(parseResponseHeaders('').size).toBe(0)
  })
})
