import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { formatContents, measureContents } from './package/measureContents.ts'
import { readPackage } from './package/packPackage.ts'
import { type Budget, chunks, files, packageLimitKb, pages } from './size/budgets.ts'
import { measureApp } from './size/measureApp.ts'

/** Measures the built package against its budgets. With `package`, it prints what is in the tarball instead. */
const root = resolve(import.meta.dirname, '..')
const dist = resolve(root, 'dist')
const { peerDependencies }: { peerDependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(resolve(root, 'package.json'), 'utf8'),
)
const peers = Object.keys(peerDependencies)

if (process.argv[2] === 'package') printContents()
else await measureApps()

async function measureApps(): Promise<void> {
  /** The most that each chunk weighs in any of the apps, because what is on the page already does not come again. */
  const chunkBytes = new Map<string, number>()

  for (const page of pages) {
    const { onPage, later } = await measureApp(page.code, root, peers)
    report(page, onPage)
    for (const [path, bytes] of later) {
      const module = relative(dist, resolve(root, path))
      chunkBytes.set(module, Math.max(bytes, chunkBytes.get(module) ?? 0))
    }
  }
  for (const chunk of chunks) {
    report(chunk, chunkBytes.get(chunk.module))
    chunkBytes.delete(chunk.module)
  }
  for (const file of files) report(file, gzipSync(readFileSync(resolve(dist, file.file)), { level: 9 }).length)
  for (const module of chunkBytes.keys()) fail(`${module} is loaded later and has no budget`)
}

function printContents(): void {
  const folder = mkdtempSync(join(tmpdir(), 'coatcheck-contents-'))
  try {
    const { files, tarballBytes } = readPackage(folder)
    console.log(formatContents(measureContents(files)))
    report({ name: 'the tarball', limitKb: packageLimitKb }, tarballBytes)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ name, limitKb }: Budget, bytes: number | undefined): void {
  if (bytes === undefined) return fail(`${name}: nothing loads it`)
  const line = `${name}: ${(bytes / 1000).toFixed(2)} of ${limitKb} kB`
  if (bytes > limitKb * 1000) fail(line)
  else console.log(`✓ ${line}`)
}

function fail(why: string): void {
  console.error(`✗ ${why}`)
  process.exitCode = 1
}
