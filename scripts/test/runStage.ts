import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { Stage } from './stages.ts'
import { judge, nothing, tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

const root = resolve(import.meta.dirname, '../..')
const longestMs = 20 * 60_000

/** Runs one stage, shows its output, and counts the tests in the report of its runner. */
export async function runStage(stage: Stage, reportFolder: string): Promise<Tally> {
  const reportPath = join(reportFolder, `${stage.name}.json`)
  const exitCode = await run([...stage.command, ...reporterArgs(stage, reportPath)], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
  })
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

/** Children get their own process group, so that a stage is stopped together with everything it started. */
async function run(commandLine: readonly string[], extraEnv: Readonly<Record<string, string>>): Promise<number> {
  const [command = '', ...args] = commandLine
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env: { ...process.env, ...extraEnv, PATH: path },
  })
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  const stopAndLeave = (): void => {
    stop()
    process.exit(130)
  }
  const timer = setTimeout(() => {
    console.error(`Stopped after ${longestMs / 60_000} minutes: ${commandLine.join(' ')}`)
    stop()
  }, longestMs)
  process.on('SIGINT', stopAndLeave).on('SIGTERM', stopAndLeave)
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
    process.off('SIGINT', stopAndLeave).off('SIGTERM', stopAndLeave)
  }
}
