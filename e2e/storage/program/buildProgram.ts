import { execFile, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { cachedPath } from './findProgram.ts'
import type { GoProgram } from './goProgram.ts'
import { canBuildWith } from './goVersion.ts'
import { showProgress } from './showProgress.ts'

/**
 * Builds a program with `go install` into the cache folder, and returns its path. This takes some minutes the first
 * time; a line shows the progress.
 * @throws {Error} if Go is missing or too old, or the build fails
 */
export async function buildProgram(program: GoProgram): Promise<string> {
  await requireGo(program)
  const path = cachedPath(program)
  await mkdir(dirname(path), { recursive: true })
  // A folder next to the final one, so that the rename is atomic and two builds do not collide.
  const folder = await mkdtemp(join(dirname(path), '.build-'))
  const progress = showProgress(`Building ${program.title}, once`, program.packages)
  try {
    await goInstall(program, folder, progress.count)
    const [built = ''] = await readdir(folder)
    await rename(join(folder, built), path)
    progress.end(`${program.title} is built: ${path}`)
    return path
  } catch (error) {
    progress.end(`${program.title} could not be built.`)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireGo({ title, oldestGo, fileName, mayBeOnPath }: GoProgram): Promise<void> {
  const instead = mayBeOnPath ? `put a ${fileName} binary on PATH, or ` : 'or '
  const how = `Install Go ${oldestGo} or newer, ${instead}name a running S3 with S3_ENDPOINT.`
  const answer = await promisify(execFile)('go', ['env', 'GOVERSION', 'GOTOOLCHAIN']).catch(() => null)
  if (!answer) throw new Error(`${title} has to be built, but there is no Go on PATH. ${how}`)
  const [version = '', toolchain = ''] = answer.stdout.split('\n')
  if (!canBuildWith({ version, toolchain, oldest: oldestGo })) {
    throw new Error(`${title} has to be built, but ${version || 'this Go'} is too old for it. ${how}`)
  }
}

/** Runs the build. Each line of Go's output stands for a compiled package or a fetched module. */
async function goInstall({ module }: GoProgram, folder: string, onLine: (line: string) => void): Promise<void> {
  const go = spawn('go', ['install', '-v', '-ldflags=-s -w', module], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '' },
  })
  // Stops the build with this process, so that nothing is left running.
  const stop = (): void => {
    go.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const last: string[] = []
  createInterface({ input: go.stderr }).on('line', (line) => {
    last.push(line)
    if (last.length > 12) last.shift()
    onLine(line)
  })
  const code = await new Promise<number | null>((resolve, reject) => go.once('close', resolve).once('error', reject))
  process.off('exit', stop)
  if (code !== 0) throw new Error(`\`go install ${module}\` failed:\n${last.join('\n')}`)
}
