import { execFile, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { canBuildWith, oldestGo } from './goVersion.ts'
import { cachedMinioPath } from './minioBinary.ts'
import { showProgress } from './showProgress.ts'

/** The last commit of a repository that makes no more releases: source only, no tag that a module proxy serves. */
const minioPackage = 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c'

/**
 * Builds MinIO with `go install` into the cache folder, and returns its path. Takes some minutes the first time; a
 * moving line tells how far it is.
 * @throws {Error} with one clear sentence where Go is missing or too old, or the build fails.
 */
export async function buildMinio(): Promise<string> {
  await requireGo()
  const path = cachedMinioPath()
  await mkdir(dirname(path), { recursive: true })
  // Beside its final place: the rename is then atomic, and two builds at once do not meet.
  const folder = await mkdtemp(join(dirname(path), '.build-'))
  const progress = showProgress('Building MinIO, once')
  try {
    await goInstall(folder, progress.count)
    await rename(join(folder, basename(path)), path)
    progress.end(`MinIO is built: ${path}`)
    return path
  } catch (error) {
    progress.end('MinIO could not be built.')
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireGo(): Promise<void> {
  const how = `Install Go ${oldestGo} or newer, put a minio binary on PATH, or name a running S3 with S3_ENDPOINT.`
  const answer = await promisify(execFile)('go', ['env', 'GOVERSION', 'GOTOOLCHAIN']).catch(() => null)
  if (!answer) throw new Error(`MinIO is needed here and has to be built, but there is no Go on PATH. ${how}`)
  const [version = '', toolchain = ''] = answer.stdout.split('\n')
  if (!canBuildWith(version, toolchain)) {
    throw new Error(`MinIO is needed here and has to be built, but ${version || 'this Go'} is too old for it. ${how}`)
  }
}

/** Runs to the end of the build; each line that Go writes is a package compiled or a module fetched. */
async function goInstall(folder: string, onLine: (line: string) => void): Promise<void> {
  const go = spawn('go', ['install', '-v', '-ldflags=-s -w', minioPackage], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '' },
  })
  // Leaving in the middle leaves nothing behind.
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
  if (code !== 0) throw new Error(`\`go install ${minioPackage}\` failed:\n${last.join('\n')}`)
}
