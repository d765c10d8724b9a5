import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { Cell } from './Cell.ts'
import { cells } from './cells.ts'
import { chooseNamed, chooseThird } from './chooseCells.ts'
import { readMatrix, renderMatrix } from './matrixTable.ts'

const cell = (name: string, group: Cell['group']): Cell => ({
  name,
  group,
  title: `the ${name}`,
  shows: [],
  run: async () => '',
})

const three = [cell('a', 'Bundlers'), cell('b', 'Bundlers'), cell('c', 'Types')]

it('names every cell differently', () => {
  expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length)
})

it('tries the same third for the same commit, and all cells for three in a row', () => {
  const thirds = ['00000000', '00000001', '00000002'].map((commit) => chooseThird(three, commit))
  expect(thirds).toEqual([[three[0]], [three[1]], [three[2]]])
  expect(chooseThird(three, '00000001ffff')).toEqual(thirds[1])
  expect(() => chooseThird(three, 'HEAD')).toThrow("'HEAD' is no commit")
})

it('finds cells by name, and says which there are', () => {
  expect(chooseNamed(three, ['c', 'a'])).toEqual([three[0], three[2]])
  expect(() => chooseNamed(three, ['d'])).toThrow('There is no cell d, only a, b, c.')
})

it('writes a table that it can read again, and keeps the rows of cells that have not run', () => {
  const result = {
    name: 'a',
    versions: 'vite 8.3.8, react 19.3.1',
    outcome: 'uploaded, inspected in the worker',
    date: '2026-11-27',
  }
  const page = renderMatrix(three, new Map([['a', result]]))
  expect(page).toContain('| the a | `a` | vite 8.3.8, react 19.3.1 | uploaded, inspected in the worker | 2026-11-27 |')
  expect(page).not.toContain('Types')
  expect(readMatrix(page)).toEqual(new Map([['a', result]]))
  const later = new Map([...readMatrix(page), ['c', { ...result, name: 'c', versions: '' }]])
  expect(readMatrix(renderMatrix(three, later))).toEqual(later)
})

it('has a row for every cell in docs/consumers.md, and no other', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/consumers.md'), 'utf8')
  const rows = readMatrix(page)
  expect([...rows.keys()]).toEqual(cells.map(({ name }) => name))
  expect(renderMatrix(cells, rows)).toBe(page)
})
