import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startPostgres } from '../../../test/records/startPostgres.ts'
import { minio } from '../../storage/minio/minio.ts'
import { buildProgram } from '../../storage/program/buildProgram.ts'
import { findProgram } from '../../storage/program/findProgram.ts'
import { startStorageProgram } from '../../storage/program/startStorageProgram.ts'
import { judgeUploads } from './judgeUploads.ts'
import { type PlannedUpload, planUploads, type SoakPlan } from './planUploads.ts'
import { readRemains } from './readRemains.ts'
import type { SoakRecords, SoakSwept } from './soakServer.ts'
import { SoakServers } from './SoakServers.ts'
import { UploadDriver } from './UploadDriver.ts'

export interface ServerSoakOptions {
  readonly records: SoakRecords['kind']
  readonly uploads: number
  /** How often a server is killed. */
  readonly kills: number
  readonly seed: string
  /** Batches that are under way at the same time. */
  readonly atOnce: number
  readonly tell: (line: string) => void
}

export interface ServerSoakReport {
  readonly figures: readonly (readonly [what: string, value: string])[]
  readonly wrong: readonly string[]
}

const serverCount = 2
/** Long after every term. */
const afterAllMs = 30 * 24 * 60 * 60 * 1000

/**
 * Uploads through two server processes over the same records and bucket, which are killed again and again. Then it sweeps,
 * and holds the records and the objects against what the clients were told.
 */
export async function runServerSoak(options: ServerSoakOptions): Promise<ServerSoakReport> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-soak-'))
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true })]
  try {
    const storageFolder = join(folder, 'minio')
    const binary = findProgram(minio) ?? (await buildProgram(minio))
    const storage = await startStorageProgram(minio, { binary, dataFolder: storageFolder })
    closers.unshift(() => storage.stop())
    const records = await openRecords(options.records, folder, closers)
    const eventsToken = randomUUID()
    const { endpoint, region, bucket, credentials } = storage
    const address = { endpoint, region, bucket, credentials }
    const servers = await SoakServers.start(serverCount, folder, { records, storage: address, eventsToken })
    closers.unshift(() => servers.stop())

    const plan = planUploads({ ...options, servers: serverCount })
    const driver = new UploadDriver(servers, { seed: options.seed, eventsToken })
    const startedAtMs = performance.now()
    await play(plan, servers, driver, options)
    const seconds = (performance.now() - startedAtMs) / 1000
    await sweepAll(servers)
    const remains = await readRemains(records, address, storageFolder)

    const planned = plan.batches.flatMap(({ uploads }) => uploads)
    const { outcomes } = driver
    const sha256 = (upload: PlannedUpload): string =>
      createHash('sha256').update(driver.bytesOf(upload)).digest('base64')
    const wrong = judgeUploads({ planned, outcomes, remains: { ...remains, announced: servers.announced }, sha256 })
    const countOf = (wanted: string): string => String(outcomes.filter(({ kind }) => kind === wanted).length)
    return {
      figures: [
        ['uploads', String(planned.length)],
        ['kills', String(servers.kills)],
        ['seconds', seconds.toFixed(0)],
        ['calls made again', String(driver.retries)],
        ['registered', countOf('registered')],
        ['of them deleted', String(outcomes.filter(({ isDeleted }) => isDeleted).length)],
        ['abandoned or closed', countOf('gone')],
        ['over quota', countOf('over-quota')],
        ['deleted by another client', countOf('taken-away')],
        ['files in the end', String(remains.files.length)],
        ['objects in the end', String(remains.objects.size)],
      ],
      wrong: [...driver.wrong, ...tally(servers.errors), ...wrong],
    }
  } finally {
    for (const close of closers) await close()
  }
}

async function openRecords(
  kind: SoakRecords['kind'],
  folder: string,
  closers: (() => Promise<void>)[],
): Promise<SoakRecords> {
  if (kind === 'sqlite') return { kind, path: join(folder, 'uploads.db') }
  const server = await startPostgres()
  closers.unshift(() => server.stop())
  return { kind, connection: server.connection }
}

async function play(
  { batches, kills }: SoakPlan,
  servers: SoakServers,
  driver: UploadDriver,
  { atOnce, tell }: ServerSoakOptions,
): Promise<void> {
  const waitingKills = [...kills]
  const dying: Promise<void>[] = []
  let begun = 0
  const work = async (): Promise<void> => {
    for (let batch = batches[begun]; batch; batch = batches[begun]) {
      begun += 1
      if (begun % 500 === 0) tell(`${begun} of ${batches.length} batches, ${servers.kills} kills …`)
      while (waitingKills[0] && waitingKills[0].afterBatches <= begun) {
        const kill = waitingKills.shift()
        if (kill) dying.push(delay(kill.delayMs).then(() => servers.kill(kill.server)))
      }
      await driver.play(batch)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await Promise.all(dying)
  await driver.drain()
}

/** A hook may fail once in each process before it is told. */
const quietSweeps = serverCount + 2
/** A file whose hook has failed has its next turn after a while. */
const turnMs = 5 * 60 * 1000

/** Until nothing is left to be swept, and no request is under way that could leave something. */
async function sweepAll(servers: SoakServers): Promise<void> {
  let nowMs = Date.now() + afterAllMs
  for (let quiet = 0; quiet < quietSweeps; nowMs += turnMs) {
    const origins = Array.from({ length: servers.count }, (_, index) => servers.origin(index))
    const swept = await Promise.all(origins.map((origin) => sweep(origin, nowMs)))
    quiet = swept.every((one) => one.swept === 0 && one.active === 0) ? quiet + 1 : 0
    await delay(100)
  }
}

async function sweep(origin: string | null, nowMs: number): Promise<SoakSwept> {
  if (origin === null) throw new Error('A server has not come back.')
  const body = JSON.stringify({ nowMs })
  const response = await fetch(`${origin}/soak/sweep`, { method: 'POST', body })
  if (!response.ok) throw new Error(`The last sweep was answered with ${response.status}.`)
  return (await response.json()) as SoakSwept
}

function tally(errors: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const error of errors) counts.set(error, (counts.get(error) ?? 0) + 1)
  return Array.from(counts, ([error, times]) => `a server has said ${times} times: ${error}`)
}
