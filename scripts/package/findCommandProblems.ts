import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stages } from '../test/stages.ts'
import { readTestNames } from './readTestNames.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'))

/** The files that a script takes tests from, if a command narrows it down. */
const testFiles: Readonly<Record<string, string>> = {
  'test:unit': '{src,scripts}/**/!(*.browser|*.looks|*.postgres).test.{ts,tsx}',
  'test:browser': 'src/**/*.browser.test.{ts,tsx}',
  'test:looks': 'src/**/*.looks.test.{ts,tsx}',
  'test:server': 'e2e/{server,storage,uploads}/**/*.test.ts',
  'test:e2e': 'e2e/**/*.e2e.ts',
}

/** CI runs these with fewer files, as tests of other stages. */
const shortened: Readonly<Record<string, string>> = {
  soak: 'e2e/soak.e2e.ts',
  'soak:server': 'e2e/soak/server/kills.test.ts',
}

/** What is wrong with a command that is said to run tests, also in CI: a script, a stage, a file or a title is missing. */
export function findCommandProblems(command: string): readonly string[] {
  const [, script = '', rest = ''] = /^(?:npm run |npm (?=test\b))?([\w:-]+)(?: -- (.+))?$/.exec(command) ?? []
  if (scripts[script] === undefined) return [`${command}: there is no such script`]
  const words = Array.from(rest.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), ([, ...forms]) => forms.join(''))
  if (script === 'test') {
    const unknown = words.filter((word) => !stages.some(({ name }) => name === word))
    return unknown.map((name) => `${command}: there is no stage ${name}`)
  }
  if (!runsInCi(script)) return [`${command}: no stage of npm run test:ci runs it`]
  return words.length === 0 ? [] : findMissingTests(command, script, words)
}

function runsInCi(script: string): boolean {
  const stand = shortened[script]
  if (stand) return existsSync(resolve(root, stand))
  return stages.some((stage) => {
    const words = stage.command.join(' ').replace('npm run --silent ', 'npm run ')
    return `${words} `.includes(`${scripts[script]} `) || `${words} `.startsWith(`npm run ${script} `)
  })
}

/** Vitest and Playwright run the files whose path contains one of the words, and of them the tests that are named so. */
function findMissingTests(command: string, script: string, words: readonly string[]): readonly string[] {
  const options = { title: { type: 'string', short: script === 'test:e2e' ? 'g' : 't' } } as const
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  const paths = globSync(testFiles[script] ?? '', { cwd: root })
  const isMeant = new RegExp(values.title ?? '')
  const hasTest = (path: string): boolean => readTestNames(path, read(path)).some((name) => isMeant.test(name))
  const wanted = positionals.length > 0 ? positionals : ['']
  return wanted
    .filter((part) => !paths.some((path) => path.includes(part) && hasTest(path)))
    .map((part) => `${command}: no test of ${part || script} is named so`)
}
