import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runStages, type StageResult } from './test/runStages.ts'
import { stages, type Stage } from './test/stages.ts'
import { addTallies, nothing } from './test/tally.ts'

/**
 * `npm test` runs what a change is most likely to break, with `--ci` everything, `npm test -- unit browser` only these stages.
 * `--bail` stops at the first failure.
 */
const { values, positionals } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, bail: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const chosen = chooseStages()
const results = await runAll(chosen)
report(results, performance.now() / 1000)
if (addTallies(results.map(({ tally }) => tally)).failed > 0) process.exitCode = 1

function chooseStages(): readonly Stage[] {
  const unknown = positionals.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    throw new TypeError(
      `No such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}.`,
    )
  }
  return positionals.length > 0
    ? stages.filter(({ name }) => positionals.includes(name))
    : stages.filter(({ ciOnly }) => values.ci || !ciOnly)
}

async function runAll(todo: readonly Stage[]): Promise<readonly StageResult[]> {
  const reportFolder = mkdtempSync(join(tmpdir(), 'coatcheck-test-'))
  console.log(`Node ${process.version}. Stages: ${todo.map(({ name }) => name).join(', ')}`)
  try {
    return await runStages(todo, { reportFolder, bail: values.bail })
  } finally {
    rmSync(reportFolder, { recursive: true, force: true })
  }
}

/** The lanes run side by side, so all stages together take less than the sum of them. */
function report(results: readonly StageResult[], seconds: number): void {
  const total = addTallies(results.map(({ tally }) => tally))
  console.log(`\n${'stage'.padEnd(18)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`)
  for (const { name, tally, seconds } of results) {
    const passed = tally === nothing ? 'ok' : tally.passed
    console.log(`${name.padEnd(18)}${show(passed)}${show(tally.failed)}${seconds.toFixed(1).padStart(9)}`)
  }
  console.log(`${'together'.padEnd(34)}${seconds.toFixed(1).padStart(9)}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
}

function show(cell: number | string): string {
  return String(cell).padStart(8)
}
