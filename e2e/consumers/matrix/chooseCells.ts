import type { Cell } from './Cell.ts'

/** A third of the cells, chosen by the commit: a rerun of it tries the same, and the next one probably others. */
export function chooseThird(cells: readonly Cell[], commit: string): readonly Cell[] {
  const turn = Number.parseInt(commit.slice(0, 8), 16) % 3
  if (Number.isNaN(turn)) throw new TypeError(`'${commit}' is no commit.`)
  return cells.filter((_, index) => index % 3 === turn)
}

/** The cells of these names, in the order of the table. */
export function chooseNamed(cells: readonly Cell[], names: readonly string[]): readonly Cell[] {
  const unknown = names.filter((name) => !cells.some((cell) => cell.name === name))
  if (unknown.length > 0) {
    const known = cells.map(({ name }) => name).join(', ')
    throw new TypeError(`There is no cell ${unknown.join(', ')}, only ${known}.`)
  }
  return cells.filter(({ name }) => names.includes(name))
}
