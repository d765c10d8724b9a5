import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../../e2e/storage/program/findProgram.ts'
import { peerVersions } from './peers.ts'

/** npm tells the reason first, and prints a stack after it. */
const mostReasonLines = 4

/**
 * Installs the peers into the cache folder, unless they are there already. Returns the folder that has them in its
 * `node_modules`.
 * @throws {Error} when the npm registry cannot be reached
 */
export async function installPeers(): Promise<string> {
  const manifest = JSON.stringify({ private: true, dependencies: peerVersions }, null, 2)
  const version = createHash('sha256').update(manifest).digest('hex').slice(0, 12)
  const folder = join(cacheFolder(), 'peers', version)
  if (existsSync(folder)) return folder
  await mkdir(dirname(folder), { recursive: true })
  // Beside its final place: an install that is cut off is then never taken for a whole one.
  const unfinished = await mkdtemp(join(dirname(folder), '.install-'))
  try {
    console.error('Installing the peers into the cache folder, once …')
    await writeFile(join(unfinished, 'package.json'), manifest)
    await npmInstall(unfinished)
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return folder
}

async function npmInstall(folder: string): Promise<void> {
  // Without React, which the peers shall share with the page.
  const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    await promisify(execFile)('npm', args, { cwd: folder, shell: process.platform === 'win32' })
  } catch (cause) {
    const { stderr = '' }: { stderr?: string } = Object(cause)
    const errors = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    const reason = errors.slice(0, mostReasonLines)
    const why = 'The peers could not be installed. They come from the npm registry; no other benchmark needs it.'
    throw new Error([why, ...reason].join('\n'), { cause })
  }
}
