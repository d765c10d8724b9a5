import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runStages } from './runStages.ts'
import type { Lane, Stage } from './stages.ts'

let reportFolder: string
let printed: string

beforeEach(() => {
  reportFolder = mkdtempSync(join(tmpdir(), 'coatcheck-stages-'))
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(reportFolder, { recursive: true, force: true })
})

function stage(name: string, lane: Lane, code: string, needs: readonly string[] = []): Stage {
  return { name, lane, needs, command: [process.execPath, '-e', code] }
}

/** Waits until the other stage has written this file. */
const awaitFile = (path: string): string =>
  `const look = () => require('fs').existsSync(${JSON.stringify(path)}) ? undefined : setTimeout(look, 20); look()`
const makeFile = (path: string): string => `require('fs').writeFileSync(${JSON.stringify(path)}, '')`

it('runs the lanes side by side, and returns the results in the order of the stages', async () => {
  const path = join(reportFolder, 'here')
  const stages = [
    stage('waits', 'long', awaitFile(path)),
    stage('first', 'short', ''),
    stage('second', 'short', makeFile(path)),
  ]
  const results = await runStages(stages, { reportFolder, bail: false })
  expect(results.map(({ name, tally }) => [name, tally.failed])).toEqual([
    ['waits', 0],
    ['first', 0],
    ['second', 0],
  ])
})

it('runs the stages of a lane one after another', async () => {
  const path = join(reportFolder, 'log')
  writeFileSync(path, '')
  const append = (text: string): string => `require('fs').appendFileSync(${JSON.stringify(path)}, '${text}')`
  const stages = [stage('a', 'short', `setTimeout(() => ${append('a')}, 100)`), stage('b', 'short', append('b'))]
  await runStages(stages, { reportFolder, bail: false })
  expect(readFileSync(path, 'utf8')).toBe('ab')
})

it('shows what a short stage has printed when the long one beside it has ended', async () => {
  const path = join(reportFolder, 'here')
  const stages = [
    stage('long', 'long', awaitFile(path)),
    stage('short', 'short', 'console.log("from the short stage")'),
    stage('last', 'short', makeFile(path)),
  ]
  await runStages(stages, { reportFolder, bail: false })
  expect(printed).toMatch(/── long ─+\n[^]*── short ─+\nfrom the short stage\n/)
})

it('does not run a stage if one that it needs has failed, even in the other lane', async () => {
  const stages = [
    stage('broken', 'short', 'process.exit(1)'),
    stage('needs it', 'long', '', ['broken']),
    stage('needs nothing', 'long', ''),
  ]
  const results = await runStages(stages, { reportFolder, bail: false })
  expect(results.map(({ tally }) => tally.failed)).toEqual([1, 1, 0])
  expect(printed).toContain('Not run: it needs the stage "broken", which failed.')
})

it('starts no stage after one has failed when asked to stop there', async () => {
  const stages = [stage('broken', 'short', 'process.exit(1)'), stage('next', 'short', '')]
  const results = await runStages(stages, { reportFolder, bail: true })
  expect(results.map(({ name }) => name)).toEqual(['broken'])
})

it('needs nothing of a stage that was not chosen', async () => {
  const results = await runStages([stage('alone', 'long', '', ['not chosen'])], { reportFolder, bail: false })
  expect(results.map(({ tally }) => tally.failed)).toEqual([0])
})
