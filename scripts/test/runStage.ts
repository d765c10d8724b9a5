import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { Stage } from './stages.ts'
import { judge, nothing, tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

const root = resolve(import.meta.dirname, '../..')
const longestMs = 20 * 60_000

/** Runs one stage with its output going where ours goes, and counts from the report that its runner wrote. */
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

/** A runner that crashed early has written no report: nothing ran, and the exit code tells the rest. */
function readReport(runner: 'vitest' | 'playwright', path: string): Tally {
  if (!existsSync(path)) return nothing
  const report = JSON.parse(readFileSync(path, 'utf8'))
  return runner === 'vitest' ? tallyVitest(report) : tallyPlaywright(report)
}

/** The children get a process group of their own, so that a stage is stopped with all that it started. */
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
