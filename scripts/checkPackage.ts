import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findDeadLinks } from './package/findDeadLinks.ts'
import { findProblems } from './package/findProblems.ts'
import { formatContents, measureContents } from './package/measureContents.ts'
import { readPackage } from './package/packPackage.ts'
import { packageLimitKb } from './size/budgets.ts'

/** Checks the package as it would be published: the tarball, not the working tree. */
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'coatcheck-package-'))

try {
  const { tarball, tarballBytes, files: packed } = readPackage(folder)
  const files = packed.map(({ path, content }) => ({ path, text: content.toString('utf8') }))
  const manifest = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}')
  const problems = [
    ...findProblems(files, manifest, [`${root}/`, `${homedir()}/`, `${folder}/`, 'file:///']),
    ...findDeadLinks(
      files.filter(({ path }) => /\.md$|^llms\.txt$/.test(path)),
      (path) => files.some((file) => file.path === path || file.path.startsWith(`${path.replace(/\/$/, '')}/`)),
    ),
    ...(tarballBytes > packageLimitKb * 1000 ? [`the tarball is larger than ${packageLimitKb} kB`] : []),
  ]
  for (const problem of problems) console.error(`✗ ${problem}`)
  const isSound = [
    problems.length === 0,
    runTool('publint', ['run', tarball, '--strict']),
    runTool('attw', attwArgs(tarball)),
  ]
  console.log(formatContents(measureContents(packed)))
  console.log(`${files.length} files, ${Math.round(tarballBytes / 1000)} of ${packageLimitKb} kB packed`)
  if (isSound.includes(false)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
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
