import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findReleaseProblems } from './release/findReleaseProblems.ts'
import { readNotes } from './release/readNotes.ts'

/**
 * `version` makes a version of the changesets, as one does before a release. The rest is what the release workflow asks
 * before and after it publishes: `check <tag> <owner/repository>` fails if something is not ready, and `notes` prints
 * the section of the changelog.
 */
const root = resolve(import.meta.dirname, '..')
const [command, tag = '', repository = ''] = process.argv.slice(2)
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const readManifest = () => JSON.parse(read('package.json'))

if (command === 'version') {
  const run = (program: string, ...args: readonly string[]): void =>
    void execFileSync(program, args, { cwd: root, stdio: 'inherit' })
  run('npx', 'changeset', 'version')
  // Changesets leave the lock file as it is; npm writes the version into both.
  run('npm', 'version', readManifest().version, '--allow-same-version', '--no-git-tag-version')
} else if (command === 'check') {
  const problems = findReleaseProblems({
    manifest: readManifest(),
    lockfile: JSON.parse(read('package-lock.json')),
    changelog: read('CHANGELOG.md'),
    tag,
    repository,
    npmVersion: execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim(),
    changesets: readdirSync(resolve(root, '.changeset')).filter((file) => /(?<!README)\.md$/.test(file)),
  })
  for (const problem of problems) console.error(`✗ ${problem}`)
  if (problems.length > 0) process.exitCode = 1
} else if (command === 'notes') {
  console.log(readNotes(read('CHANGELOG.md'), readManifest().version))
} else {
  throw new Error('Usage: node scripts/release.ts version | check <tag> <owner/repository> | notes')
}
