import { expect, it } from 'vitest'
import { createObjectKey, createSortableId } from './objectKeys.ts'

it('gives out no random byte twice', () => {
  const ids = Array.from({ length: 1000 }, createSortableId)
  expect(ids.every((id) => /^[0-9a-f]{44}$/.test(id))).toBe(true)
  const halves = ids.flatMap((id) => [id.slice(12, 28), id.slice(28)])
  expect(new Set(halves).size).toBe(2 * ids.length)
})

it.each([
  ['ann-1', 'ann-1'],
  ['a_b', 'a_5fb'],
  ['../é', '_2e_2e_2f_c3_a9'],
])('names the owner %s in a key as %s', async (owner, segment) => {
  expect((await createObjectKey(owner, false)).split('/')[0]).toBe(segment)
})
