import { expect, it } from 'vitest'
import { formatBytes } from './formatBytes.ts'

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [20_000_000, '20 MB'],
  [1_500_000_000, '1.5 GB'],
  [5_000_000_000_000_000, '5,000 TB'],
])('writes %i as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})
