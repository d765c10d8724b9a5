import { expect, it } from 'vitest'
import { judgeLeaks } from './judgeLeaks.ts'

const clean = { 'object URLs': 0, 'listeners, all': 170, 'heap: objects, bytes': 1_000_000, 'heap: code, bytes': 10 }

it('reports nothing when laps leave nothing behind', () => {
  expect(judgeLeaks([clean, { ...clean, 'heap: code, bytes': 9_000_000 }, clean])).toEqual([])
})

it('reports whatever must be zero and is not, and whatever has grown', () => {
  expect(judgeLeaks([clean, { ...clean, 'object URLs': 1 }])).toHaveLength(1)
  expect(judgeLeaks([clean, { ...clean, 'heap: objects, bytes': 1_200_000 }])).toHaveLength(1)
  expect(judgeLeaks([clean, { ...clean, 'listeners, all': 190 }])).toHaveLength(1)
})
