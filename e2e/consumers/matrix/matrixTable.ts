import type { Cell } from './Cell.ts'

/** What came out of a cell. */
export interface CellResult {
  readonly name: string
  readonly versions: string
  readonly outcome: string
  /** The day, as YYYY-MM-DD. */
  readonly date: string
}

const introduction = `# Consumers

Every row is the packed package in an app of its own, and a picture that this app has uploaded in Chromium to the reference server and MinIO; the rows about types are checked by the compiler, and those of Node run there. \`npm run matrix\` runs all of it and writes this page, \`npm run matrix -- --cell webpack\` a row. CI runs a third for every commit (\`--third <commit>\`).
`

const rule = '| --- | --- | --- | --- | --- |'

/** The table of the guide. Cells that have never run are left out. */
export function renderMatrix(cells: readonly Cell[], results: ReadonlyMap<string, CellResult>): string {
  const groups = [...new Set(cells.map(({ group }) => group))]
  const sections = groups.flatMap((group) => {
    const rows = cells.flatMap((cell) => {
      const result = results.get(cell.name)
      return cell.group === group && result ? [toRow(cell, result)] : []
    })
    return rows.length > 0
      ? [`## ${group}\n\n| consumer | cell | versions | outcome | run on |\n${rule}\n${rows.join('\n')}\n`]
      : []
  })
  return [introduction, ...sections].join('\n')
}

function toRow({ title, name }: Cell, { versions, outcome, date }: CellResult): string {
  return `| ${title} | \`${name}\` | ${versions} | ${outcome} | ${date} |`
}

/** Reads the rows of an earlier run. */
export function readMatrix(markdown: string): Map<string, CellResult> {
  const rows = markdown.matchAll(/^\| [^|]+ \| `([^`]+)`\s*\| ([^|]*) \| ([^|]*) \| (\S+)\s*\|$/gm)
  return new Map(
    Array.from(rows, ([, name = '', versions = '', outcome = '', date = '']) => [
      name,
      { name, versions: versions.trim(), outcome: outcome.trim(), date },
    ]),
  )
}
