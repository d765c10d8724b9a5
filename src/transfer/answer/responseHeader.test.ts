import { describe, expect, it } from 'vitest'
import { responseHeader } from './responseHeader.js'

const headers =
  'etag: "a"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT\r\nretry-after: Sat, 21 Nov 2026 12:00:00 GMT\r\n'

describe('responseHeader', () => {
  it('finds a header on whichever line', () => {
    expect(responseHeader(headers, 'etag')).toBe('"a"')
  })

  it('reads a value with colons in it', () => {
    expect(responseHeader(headers, 'retry-after')).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
  })

  it('ignores the case of names', () => {
    expect(responseHeader('ETag: "a"\r\n', 'etag')).toBe('"a"')
  })

  it('takes neither a longer name nor a value for the header', () => {
    expect(responseHeader('x-etag: "a"\r\nvary: etag: "b"\r\n', 'etag')).toBeUndefined()
  })

  it('finds nothing in an empty text', () => {
    expect(responseHeader('', 'etag')).toBeUndefined()
  })
})
