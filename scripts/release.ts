import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findReleaseProblems } from './release/findReleaseProblems.ts'
import { readNotes } from './release/readNotes.ts'

/**
 * What the release workflow asks before and after it publishes: `check <tag> <owner/repository>` fails if something is
 * not ready, and `notes` prints the section of the changelog.
 */
const root = resolve(import.meta.dirname, '..')
const [command, tag = '', repository = ''] = process.argv.slice(2)
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
const changelog = readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8')

if (command === 'check') {
  const problems = findReleaseProblems({
    manifest,
    changelog,
    tag,
    repository,
    npmVersion: execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim(),
    changesets: readdirSync(resolve(root, '.changeset')).filter((file) => /(?<!README)\.md$/.test(file)),
  })
  for (const problem of problems) console.error(`✗ ${problem}`)
  if (problems.length > 0) process.exitCode = 1
} else if (command === 'notes') {
  console.log(readNotes(changelog, manifest.version))
} else {
  throw new Error('Usage: node scripts/release.ts check <tag> <owner/repository> | notes')
}
