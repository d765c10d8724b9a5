import { expect, it } from 'vitest'
import { createId } from './createId.js'

it('creates ids of 128 bits, none of them twice', () => {
  const ids = Array.from({ length: 3000 }, createId)
  expect(new Set(ids).size).toBe(3000)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
})
