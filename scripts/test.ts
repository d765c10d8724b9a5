import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runStage } from './test/runStage.ts'
import { stages, type Stage } from './test/stages.ts'
import { addTallies, nothing, type Tally } from './test/tally.ts'

interface StageResult {
  readonly name: string
  readonly tally: Tally
  readonly seconds: number
}

/** `npm test` runs everything, `npm test -- unit browser` only these stages; `--bail` stops at the first failure. */
const { values, positionals } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, bail: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const chosen = chooseStages()
const results = await runAll(chosen)
report(results)
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
  const results: StageResult[] = []
  console.log(`Node ${process.version}. Stages: ${todo.map(({ name }) => name).join(', ')}`)
  try {
    for (const stage of todo) {
      const result = await runOne(stage, results, reportFolder)
      results.push(result)
      if (values.bail && result.tally.failed > 0) break
    }
  } finally {
    rmSync(reportFolder, { recursive: true, force: true })
  }
  return results
}

async function runOne(stage: Stage, before: readonly StageResult[], reportFolder: string): Promise<StageResult> {
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 70 - stage.name.length))}`)
  if (before.some(({ name, tally }) => name === stage.needs && tally.failed > 0)) {
    console.log(`Not run: it needs the stage "${stage.needs}", which failed.`)
    return { name: stage.name, tally: { passed: 0, failed: 1 }, seconds: 0 }
  }
  const startedAt = performance.now()
  const tally = await runStage(stage, reportFolder)
  return { name: stage.name, tally, seconds: (performance.now() - startedAt) / 1000 }
}

function report(results: readonly StageResult[]): void {
  const total = addTallies(results.map(({ tally }) => tally))
  console.log(`\n${'stage'.padEnd(18)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`)
  for (const { name, tally, seconds } of results) {
    const passed = tally === nothing ? 'ok' : tally.passed
    console.log(`${name.padEnd(18)}${show(passed)}${show(tally.failed)}${seconds.toFixed(1).padStart(9)}`)
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
}

function show(cell: number | string): string {
  return String(cell).padStart(8)
}
