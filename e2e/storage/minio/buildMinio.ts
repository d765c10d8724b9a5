import { execFile, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { canBuildWith, oldestGo } from './goVersion.ts'
import { cachedMinioPath } from './minioBinary.ts'
import { showProgress } from './showProgress.ts'

/** The last commit of the repository, which has no more releases. It is not tagged for the module proxy. */
const minioPackage = 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c'

/**
 * Builds MinIO with `go install` into the cache folder, and returns its path. This takes some minutes the first time; a
 * line shows the progress.
 * @throws {Error} if Go is missing or too old, or the build fails
 */
export async function buildMinio(): Promise<string> {
  await requireGo()
  const path = cachedMinioPath()
  await mkdir(dirname(path), { recursive: true })
  // A folder next to the final one, so that the rename is atomic and two builds do not collide.
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
  if (!answer) throw new Error(`MinIO has to be built, but there is no Go on PATH. ${how}`)
  const [version = '', toolchain = ''] = answer.stdout.split('\n')
  if (!canBuildWith(version, toolchain)) {
    throw new Error(`MinIO has to be built, but ${version || 'this Go'} is too old for it. ${how}`)
  }
}

/** Runs the build. Each line of Go's output stands for a compiled package or a fetched module. */
async function goInstall(folder: string, onLine: (line: string) => void): Promise<void> {
  const go = spawn('go', ['install', '-v', '-ldflags=-s -w', minioPackage], {
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
  if (code !== 0) throw new Error(`\`go install ${minioPackage}\` failed:\n${last.join('\n')}`)
}
