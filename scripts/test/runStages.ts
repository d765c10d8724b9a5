import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runStage } from './runStage.ts'
import type { Lane, Stage } from './stages.ts'
import { nothing, type Tally } from './tally.ts'

export interface StageResult {
  readonly name: string
  readonly tally: Tally
  readonly seconds: number
}

interface Options {
  readonly reportFolder: string
  /** Whether no further stage starts after one has failed. */
  readonly bail: boolean
}

/**
 * Runs the stages of each lane one after another, both lanes side by side, and returns the results in the order of the
 * stages. The output of a long stage is shown as it comes. That of a short one would get between its lines, so it is
 * shown when no long stage runs.
 */
export async function runStages(
  stages: readonly Stage[],
  { reportFolder, bail }: Options,
): Promise<readonly StageResult[]> {
  const ends = new Map<string, Promise<StageResult | undefined>>()
  const lastOf: Record<Lane, Promise<unknown>> = { long: Promise.resolve(), short: Promise.resolve() }
  let hasFailed = false
  let isLongRunning = false
  let held = ''

  /** Stages that were not chosen are taken to be fine. */
  function endOf(names: readonly string[] = []): Promise<readonly (StageResult | undefined)[]> {
    return Promise.all(names.map(async (name) => ends.get(name)))
  }

  function showHeld(): void {
    process.stdout.write(held)
    held = ''
  }

  function hold(text: string): void {
    held += text
    if (!isLongRunning) showHeld()
  }

  async function runLong(stage: Stage): Promise<Tally> {
    isLongRunning = true
    process.stdout.write(headerOf(stage))
    const tally = await runStage(stage, reportFolder, 'inherit')
    isLongRunning = false
    showHeld()
    return tally
  }

  async function runShort(stage: Stage): Promise<Tally> {
    const outputPath = join(reportFolder, `${stage.name}.txt`)
    const output = openSync(outputPath, 'w')
    const tally = await runStage(stage, reportFolder, output)
    closeSync(output)
    if (isLongRunning && tally.failed > 0) console.log(`\nThe stage "${stage.name}" has failed. Its output follows.\n`)
    hold(headerOf(stage) + readFileSync(outputPath, 'utf8'))
    return tally
  }

  async function runOne(stage: Stage): Promise<StageResult | undefined> {
    if (bail && hasFailed) return undefined
    const missing = (await endOf(stage.needs)).find((result) => result && result.tally.failed > 0)
    const startedAt = performance.now()
    if (missing) hold(`${headerOf(stage)}Not run: it needs the stage "${missing.name}", which failed.\n`)
    const tally = missing ? { ...nothing, failed: 1 } : await (stage.lane === 'long' ? runLong : runShort)(stage)
    hasFailed ||= tally.failed > 0
    return { name: stage.name, tally, seconds: (performance.now() - startedAt) / 1000 }
  }

  for (const stage of stages) {
    const end = Promise.all([lastOf[stage.lane], endOf(stage.needs)]).then(() => runOne(stage))
    lastOf[stage.lane] = end
    ends.set(stage.name, end)
  }
  const results = await Promise.all(ends.values())
  return results.filter((result) => result !== undefined)
}

function headerOf({ name }: Stage): string {
  return `\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n`
}
