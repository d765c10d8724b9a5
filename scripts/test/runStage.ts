import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { Stage } from './stages.ts'
import { judge, nothing, tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

const root = resolve(import.meta.dirname, '../..')
const longestMs = 20 * 60_000

/** Where a stage writes: to the terminal, or to an open file. */
export type Output = 'inherit' | number

/** Runs one stage, and counts the tests in the report of its runner. */
export async function runStage(stage: Stage, reportFolder: string, output: Output): Promise<Tally> {
  const reportPath = join(reportFolder, `${stage.name}.json`)
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath }
  const exitCode = await run([...stage.command, ...reporterArgs(stage, reportPath)], env, output)
  if (!stage.runner) return exitCode === 0 ? nothing : { passed: 0, failed: 1 }
  return judge(readReport(stage.runner, reportPath), exitCode)
}

function reporterArgs({ runner }: Stage, reportPath: string): readonly string[] {
  if (runner === 'vitest') return ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`]
  return runner === 'playwright' ? ['--reporter=list,json'] : []
}

/** A runner that crashed early has written no report: no test ran, and the exit code shows the failure. */
function readReport(runner: 'vitest' | 'playwright', path: string): Tally {
  if (!existsSync(path)) return nothing
  const report = JSON.parse(readFileSync(path, 'utf8'))
  return runner === 'vitest' ? tallyVitest(report) : tallyPlaywright(report)
}

/** How to stop each stage that runs. */
const stops = new Set<() => void>()

function stopAndLeave(): void {
  for (const stop of stops) stop()
  process.exit(130)
}

/** Children get their own process group, so that a stage is stopped together with everything it started. */
async function run(
  commandLine: readonly string[],
  extraEnv: Readonly<Record<string, string>>,
  output: Output,
): Promise<number> {
  const [command = '', ...args] = commandLine
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    detached: true,
    env: { ...process.env, ...extraEnv, PATH: path },
  })
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  if (stops.size === 0) process.on('SIGINT', stopAndLeave).on('SIGTERM', stopAndLeave)
  stops.add(stop)
  const timer = setTimeout(() => {
    console.error(`Stopped after ${longestMs / 60_000} minutes: ${commandLine.join(' ')}`)
    stop()
  }, longestMs)
  try {
    return await new Promise((settle) => {
      child.once('error', (error) => {
        console.error(error.message)
        settle(1)
      })
      child.once('exit', (code) => settle(code ?? 1))
    })
  } finally {
    clearTimeout(timer)
    stops.delete(stop)
    if (stops.size === 0) process.off('SIGINT', stopAndLeave).off('SIGTERM', stopAndLeave)
  }
}
