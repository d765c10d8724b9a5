import { decode } from 'blurhash'
import { describe, expect, it } from 'vitest'
import { decodeBlurhash } from './decodeBlurhash.js'
import { averageColor, parseBlurhash } from './parseBlurhash.js'

const hashes = [
  'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  'L6PZfSi_.AyE_3t7t7R**0o#DgR4',
  'LGF5]+Yk^6#M@-5c,1J5@[or[Q6.',
  '00OZZy',
]

describe('decodeBlurhash', () => {
  it.each(hashes)('returns the pixels of the reference decoder for %s', (hash) => {
    const parsed = parseBlurhash(hash)
    expect([...(parsed ? decodeBlurhash(parsed, 24, 17) : [])]).toEqual([...decode(hash, 24, 17)])
  })
})

describe('parseBlurhash', () => {
  it.each(['', 'L', 'LEHV6nWB2yk8pyo0adR*.7kCMdn', 'L"HV6nWB2yk8pyo0adR*.7kCMdnj', 'not a hash'])(
    'does not accept %j as a hash',
    (text) => expect(parseBlurhash(text)).toBeNull(),
  )
})

describe('averageColor', () => {
  it('is the colour of a hash of one component', () => {
    const [red, green, blue] = decode('00OZZy', 1, 1)
    const hex = [red, green, blue].map((level) => (level ?? 0).toString(16).padStart(2, '0')).join('')
    const parsed = parseBlurhash('00OZZy')
    expect(parsed && averageColor(parsed)).toBe(`#${hex}`)
  })
})
