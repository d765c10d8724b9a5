import { describe, expect, it } from 'vitest'
import { readResponseHeader } from './readResponseHeader.js'

const headers =
  'etag: "a"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT\r\nretry-after: Sat, 21 Nov 2026 13:00:00 GMT\r\n'

describe('readResponseHeader', () => {
  it.each([
    ['etag', '"a"'],
    ['retry-after', 'Sat, 21 Nov 2026 13:00:00 GMT'],
  ] as const)('finds %s on its line, with the colons in its value', (name, value) => {
    expect(readResponseHeader(headers, name)).toBe(value)
  })

  it('ignores the case of names', () => {
    expect(readResponseHeader('ETag: "a"\r\n', 'etag')).toBe('"a"')
  })

  it('takes neither a longer name nor a value for the header', () => {
    expect(readResponseHeader('x-etag: "a"\r\nvary: etag: "b"\r\n', 'etag')).toBeUndefined()
  })

  it('finds nothing in an empty text', () => {
    expect(readResponseHeader('', 'etag')).toBeUndefined()
  })
})
