import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { defaultBucket, defaultRegion, localCredentials, type Storage } from '../storage.ts'
import { ensureBucket } from '../storageClient.ts'
import { findProgram } from './findProgram.ts'
import type { GoProgram } from './goProgram.ts'
import { runGuarded, type GuardedProgram } from './runGuarded.ts'

/** A program that serves S3 on loopback. */
export interface StorageProgram extends GoProgram {
  readonly kind: 'minio' | 'versitygw'
  /** Its message if another program took its port before it could listen. */
  readonly portTaken: RegExp
  /** Says how to start it with the objects in this folder. */
  prepare(dataFolder: string): Promise<Launch>
}

export interface Launch {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Returns its origin, once that is known. */
  readonly endpoint: (output: string) => string | undefined
  /** The path that answers 200 as soon as it accepts requests. */
  readonly healthPath: string
}

export interface StartOptions {
  /** @default the result of `findProgram` */
  readonly binary?: string
  /** The folder for the objects. @default a temporary folder, which `stop` removes */
  readonly dataFolder?: string
  readonly bucket?: string
}

const readyWithinMs = 30_000
const mostStarts = 5

/** Starts a storage and waits until it accepts requests. It ends with this process at the latest. */
export async function startStorageProgram(program: StorageProgram, options: StartOptions = {}): Promise<Storage> {
  const binary = options.binary ?? findProgram(program)
  if (!binary) throw new Error(`${program.title} is not in the cache folder. Run \`${program.command}\` to build it.`)
  for (let starts = 1; ; starts += 1) {
    const started = await start(program, binary, options)
    try {
      return await describe(program, binary, started, options.bucket)
    } catch (error) {
      await started.server.stop()
      if (starts === mostStarts || !program.portTaken.test(started.server.output())) throw error
    }
  }
}

interface Started {
  readonly server: GuardedProgram
  readonly launch: Launch
  readonly dataFolder: string
}

async function start(program: StorageProgram, binary: string, options: StartOptions): Promise<Started> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), `coatcheck-${program.kind}-`)))
  await mkdir(dataFolder, { recursive: true })
  const launch = await program.prepare(dataFolder)
  const command = [binary, ...launch.args]
  const remove = options.dataFolder ? undefined : dataFolder
  return { server: runGuarded({ command, env: launch.env, remove }), launch, dataFolder }
}

async function describe(
  { kind, title }: StorageProgram,
  binary: string,
  { server, launch, dataFolder }: Started,
  bucket = defaultBucket,
): Promise<Storage> {
  const storage: Storage = {
    kind,
    endpoint: await untilReady(title, server, launch),
    region: defaultRegion,
    bucket,
    credentials: localCredentials,
    description: `${title} (${binary}), data in ${dataFolder}`,
    stop: server.stop,
  }
  await ensureBucket(storage)
  return storage
}

async function untilReady(title: string, server: GuardedProgram, launch: Launch): Promise<string> {
  const deadline = performance.now() + readyWithinMs
  while (performance.now() < deadline) {
    if (server.hasEnded()) throw new Error(`${title} ended before it was ready:\n${server.output()}`)
    const endpoint = launch.endpoint(server.output())
    const answer = endpoint && (await fetch(`${endpoint}${launch.healthPath}`).catch(() => null))
    if (endpoint && answer && answer.ok) return endpoint
    await delay(50)
  }
  throw new Error(`${title} was not ready within ${readyWithinMs / 1000} s:\n${server.output()}`)
}
