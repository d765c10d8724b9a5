// npm run matrix [-- --cell webpack --cell vite-8] [--third <commit>] [--list]
// Runs consumers of the packed package, one after another, and writes docs/consumers.md; a third is for CI and writes
// nothing.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cells } from './cells.ts'
import { chooseNamed, chooseThird } from './chooseCells.ts'
import { Kit } from './Kit.ts'
import { type CellResult, readMatrix, renderMatrix } from './matrixTable.ts'

const { values } = parseArgs({
  options: {
    cell: { type: 'string', multiple: true },
    third: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})

if (values.list) for (const { name, title } of cells) console.log(`${name.padEnd(24)}${title}`)
else await runMatrix()

async function runMatrix(): Promise<void> {
  const named = values.cell ? chooseNamed(cells, values.cell) : cells
  const chosen = values.third === undefined ? named : chooseThird(cells, resolveCommit(values.third))
  const kit = await Kit.open()
  let passed = 0
  const failures: string[] = []
  try {
    for (const cell of chosen) {
      const startedAt = performance.now()
      try {
        const outcome = await cell.run(kit)
        const versions = cell.shows.map((name) => `${name} ${kit.app?.versionOf(name) ?? ''}`.trim()).join(', ')
        const result = { name: cell.name, versions, outcome, date: new Date().toISOString().slice(0, 10) }
        passed += 1
        if (values.third === undefined) write(result)
        console.log(`ok     ${cell.name.padEnd(22)} ${outcome} (${seconds(startedAt)})`)
      } catch (error) {
        failures.push(cell.name)
        console.error(
          `FAILED ${cell.name.padEnd(22)} (${seconds(startedAt)})\n${error instanceof Error ? error.message : String(error)}`,
        )
      } finally {
        await kit.rest()
      }
    }
  } finally {
    await kit.close()
  }
  console.log(
    `${passed} of ${chosen.length} cells passed${failures.length > 0 ? `; failed: ${failures.join(', ')}` : ''}`,
  )
  if (failures.length > 0) process.exitCode = 1
}

/** Takes any name that Git knows, such as HEAD. */
function resolveCommit(name: string): string {
  return execFileSync('git', ['rev-parse', '--verify', `${name}^{commit}`], { encoding: 'utf8' }).trim()
}

function seconds(since: number): string {
  return `${Math.round((performance.now() - since) / 1000)} s`
}

/** Keeps the rows of other cells as they are. */
function write(result: CellResult): void {
  const path = resolve(import.meta.dirname, '../../../docs/consumers.md')
  const rows = readMatrix(existsSync(path) ? readFileSync(path, 'utf8') : '')
  rows.set(result.name, result)
  writeFileSync(path, renderMatrix(cells, rows))
}
