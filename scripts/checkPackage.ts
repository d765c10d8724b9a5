import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findProblems, type PublishedFile } from './package/findProblems.ts'
import { packPackage } from './package/packPackage.ts'

/** Checks the package as it would be published: the tarball, not the working tree. */
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'coatcheck-package-'))

try {
  const tarball = packPackage(folder)
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const files = readPublished(join(folder, 'package'))
  const problems = findProblems(files, JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8')), [
    `${root}/`,
    `${homedir()}/`,
    `${folder}/`,
    'file:///',
  ])
  for (const problem of problems) console.error(`✗ ${problem}`)
  const isSound = [
    problems.length === 0,
    runTool('publint', ['run', tarball, '--strict']),
    runTool('attw', attwArgs(tarball)),
  ]
  console.log(`${files.length} files, ${Math.round(statSync(tarball).size / 1024)} KiB packed`)
  if (isSound.includes(false)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function readPublished(packageFolder: string): readonly PublishedFile[] {
  return globSync('**/*', { cwd: packageFolder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(packageFolder.length + 1), text: readFileSync(path, 'utf8') }))
}

/** The package is ESM only, so CommonJS resolution is not checked. The worker and the style sheet have no types. */
function attwArgs(tarball: string): readonly string[] {
  return [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'worker', 'styles.css', '--no-emoji']
}

function runTool(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'inherit' })
    return true
  } catch {
    return false
  }
}
