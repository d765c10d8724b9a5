import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../test/records/startPostgres.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { median, medianRatio } from '../harness/rounds.ts'
import { peerVersions } from '../peers/peers.ts'
import { type Load, makeCalls, percentile } from '../server/load.ts'
import type { BenchRecords, ServerUse } from '../server/programs/serve.ts'
import type { NamedObjects } from '../server/programs/storage.ts'
import { type Program, type ProgramName, startProgram } from '../server/startProgram.ts'

/** A server that gives out what a browser sends files with. */
interface Way {
  readonly what: string
  readonly program: ProgramName
  readonly records?: BenchRecords
  /** The path of its call. */
  readonly path: string
  readonly without?: string
}

interface Started extends Way {
  readonly server: Program
}

interface Sample extends Load {
  readonly cpuMs: number
}

export interface ServerBenchOptions {
  readonly rounds: number
  /** Has the peers in its `node_modules`. */
  readonly peersFolder: string
  /** Measures only the work that has this in its name. */
  readonly only?: string | undefined
  /** For a `.cpuprofile` of each server. */
  readonly profileFolder?: string | undefined
}

/** How files come: many people with a file each, and few people with many. */
const shapes = [
  { what: '1 file per call', filesPerCall: 1, atOnce: 32, confirms: 3000 },
  { what: '100 files per call', filesPerCall: 100, atOnce: 4, confirms: 4000 },
] as const
/** Of one sample. A busy machine does less in it, instead of taking longer. */
const sampleMs = 1000
const warmUpMs = 200
const memoryTickets = [10_000, 100_000] as const
const fileBytes = 1000
const fileType = 'image/jpeg'

/**
 * Servers at the same work, as far as they do it, in processes of their own behind the same adapter: tickets for PUT, and
 * confirms. Storage answers at once, because only the servers are measured.
 */
export async function measureServer({
  rounds,
  peersFolder,
  only = '',
  profileFolder,
}: ServerBenchOptions): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-bench-'))
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true })]
  try {
    const storage = await startProgram('storage', { folder, peersFolder })
    closers.unshift(() => storage.stop())
    const database = await startPostgres()
    closers.unshift(() => database.stop())
    const start = async (way: Way): Promise<Started> => {
      const settings = { storageOrigin: storage.origin, records: way.records }
      const server = await startProgram(way.program, { folder, peersFolder, settings, profileFolder })
      closers.unshift(() => server.stop())
      return { ...way, server }
    }
    const sqlite = (name: string): BenchRecords => ({ kind: 'sqlite', path: join(folder, name) })
    const postgres = (tablePrefix: string): BenchRecords => ({
      kind: 'postgres',
      tablePrefix,
      connection: database.connection,
    })
    const noRecords = 'records, quotas, digest, idempotency, confirm, written once'
    const ours: readonly Way[] = [
      { what: 'coatcheck, SQLite', program: 'coatcheck', records: sqlite('uploads.db'), path: '/tickets' },
      { what: 'coatcheck, PostgreSQL', program: 'coatcheck', records: postgres('coatcheck_'), path: '/tickets' },
    ]
    const others: readonly Way[] = [
      {
        what: `better-upload ${peerVersions['@better-upload/server']}`,
        program: 'betterUpload',
        path: '/',
        without: noRecords,
      },
      {
        what: `pushduck ${peerVersions.pushduck}`,
        program: 'pushduck',
        path: '/?route=files&action=presign',
        without: noRecords,
      },
    ]
    const limit = { program: 'recordAlone', path: '/', without: 'signature, checks, look-up' } as const
    const limits: readonly Way[] = [
      { what: 'a row in SQLite, nothing else', records: sqlite('alone.db'), ...limit },
      { what: 'a row in PostgreSQL, nothing else', records: postgres('alone_'), ...limit },
    ]
    const started: Started[] = []
    for (const way of [...ours, ...others, ...limits]) started.push(await start(way))
    const own = started.filter(({ program }) => program === 'coatcheck')
    const measured: Measurement[] = []
    const isWanted = (work: string): boolean => work.includes(only)
    for (const shape of shapes) {
      const work = `tickets, ${shape.what}`
      if (!isWanted(work)) continue
      console.error(`  ${work} …`)
      measured.push(
        ...describeTickets(work, started, await interleave(rounds, started, (one) => loadTickets(one, shape))),
      )
    }
    for (const shape of shapes) {
      const work = `confirm, ${shape.what}`
      if (!isWanted(work)) continue
      console.error(`  ${work} …`)
      const samples = await interleave(rounds, own, (one) => loadConfirms(one, storage, shape))
      for (const one of own) measured.push(describeRate(`${work}: ${one.what}`, samples.get(one)))
    }
    if (isWanted('memory')) {
      console.error('  memory …')
      for (const one of own) measured.push(await measureMemory(one))
    }
    return measured
  } finally {
    for (const close of closers) await close()
  }
}

type Shape = (typeof shapes)[number]

/** Runs each server once a round, and begins each round with another one. */
async function interleave(
  rounds: number,
  servers: readonly Started[],
  run: (server: Started) => Promise<Sample>,
): Promise<ReadonlyMap<Started, readonly Sample[]>> {
  const samples = new Map<Started, Sample[]>(servers.map((one) => [one, []]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % servers.length
    for (const one of [...servers.slice(first), ...servers.slice(0, first)]) samples.get(one)?.push(await run(one))
  }
  return samples
}

async function readUse({ server }: Started): Promise<ServerUse> {
  return (await server.ask('use')) as ServerUse
}

function newFile(): object {
  const id = randomUUID()
  return {
    id,
    name: `${id}.jpg`,
    size: fileBytes,
    type: fileType,
    digest: { algorithm: 'sha-256', base64: randomBytes(32).toString('base64') },
    metadata: {},
  }
}

function newFiles(count: number): readonly object[] {
  return Array.from({ length: count }, newFile)
}

async function measureCalls(one: Started, options: Parameters<typeof makeCalls>[0]): Promise<Sample> {
  const before = await readUse(one)
  const load = await makeCalls(options)
  return { ...load, cpuMs: (await readUse(one)).cpuMs - before.cpuMs }
}

async function loadTickets(one: Started, { filesPerCall, atOnce }: Shape): Promise<Sample> {
  const options = {
    url: `${one.server.origin}${one.path}`,
    atOnce,
    filesPerCall,
    calls: Number.POSITIVE_INFINITY,
    bodyOf: (): string => JSON.stringify({ route: 'files', files: newFiles(filesPerCall) }),
    check: (answer: string) => checkCount(answer, one.program === 'recordAlone' ? /"url":/g : urls, filesPerCall),
  }
  await makeCalls({ ...options, withinMs: warmUpMs })
  return measureCalls(one, { ...options, withinMs: sampleMs })
}

const urls = /X-Amz-Signature=/g

function checkCount(answer: string, wanted: RegExp, count: number): void {
  const found = answer.match(wanted)?.length ?? 0
  if (found !== count) throw new Error(`A server answered ${found} of ${count}: ${answer.slice(0, 300)}`)
}

interface Ticket {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly reference: string
}

/** The tickets are issued, and their objects named to storage, before the clock starts. */
async function loadConfirms(one: Started, storage: Program, shape: Shape): Promise<Sample> {
  const { filesPerCall, atOnce, confirms } = shape
  const bodies: string[] = []
  for (let left = confirms; left > 0; left -= 100) {
    const files = newFiles(Math.min(100, left))
    const response = await fetch(`${one.server.origin}/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files }),
    })
    const { tickets } = (await response.json()) as { readonly tickets: readonly Ticket[] }
    await storage.ask(tickets.map(nameObject))
    const uploads = tickets.map(({ reference }, index) => ({
      request: files[index],
      reference,
      receipt: { status: 200, etag },
    }))
    for (let at = 0; at < uploads.length; at += filesPerCall) {
      bodies.push(JSON.stringify({ uploads: uploads.slice(at, at + filesPerCall) }))
    }
  }
  return measureCalls(one, {
    url: `${one.server.origin}/files`,
    atOnce,
    filesPerCall,
    calls: bodies.length,
    withinMs: sampleMs,
    bodyOf: (call) => bodies[call] ?? '',
    check: (answer) => checkCount(answer, /"kind":"confirmed"/g, filesPerCall),
  })
}

const etag = '0123456789abcdef0123456789abcdef'

function nameObject({ url, headers }: Ticket): NamedObjects[number] {
  return [
    new URL(url).pathname,
    {
      etag: `"${etag}"`,
      'content-length': String(fileBytes),
      'content-type': fileType,
      'x-amz-checksum-sha256': headers['x-amz-checksum-sha256'] ?? '',
    },
  ]
}

function describeTickets(
  work: string,
  servers: readonly Started[],
  samples: ReadonlyMap<Started, readonly Sample[]>,
): readonly Measurement[] {
  const rates = servers.map((one) => describeRate(`${work}: ${one.what}`, samples.get(one), one.without))
  const ours = servers.filter(({ program }) => program === 'coatcheck')
  const others = servers.filter(({ program }) => program === 'betterUpload' || program === 'pushduck')
  const ratios = ours.flatMap((own) =>
    others.map((other) => ({
      what: `${work}: ${own.what} against ${other.what}`,
      value: medianRatio(ratesOf(samples.get(own)), ratesOf(samples.get(other))),
      unit: 'x' as const,
      goal: { atLeast: 1 },
      note: `server's CPU ${medianRatio(cpusOf(samples.get(own)), cpusOf(samples.get(other))).toFixed(2)} x`,
    })),
  )
  return [...rates, ...ratios]
}

function describeRate(what: string, samples: readonly Sample[] = [], without?: string): Measurement {
  const medianOf = (share: number): string =>
    median(samples.map(({ latenciesMs }) => percentile(latenciesMs, share))).toFixed(1)
  const cpu = median(cpusOf(samples)) * 1000
  return {
    what,
    value: median(ratesOf(samples)),
    unit: '/s',
    note: `p50 ${medianOf(0.5)} ms, p99 ${medianOf(0.99)} ms, server's CPU ${cpu.toFixed(0)} µs per file`,
    ...(without !== undefined && { without }),
  }
}

function ratesOf(samples: readonly Sample[] = []): readonly number[] {
  return samples.map(({ files, seconds }) => files / seconds)
}

/** Milliseconds per file. */
function cpusOf(samples: readonly Sample[] = []): readonly number[] {
  return samples.map(({ files, cpuMs }) => cpuMs / files)
}

/** What the heap gains between ten thousand tickets and a hundred thousand. */
async function measureMemory(one: Started): Promise<Measurement> {
  const [few, many] = memoryTickets
  const issue = async (count: number): Promise<number> => {
    const shape = { ...shapes[1], calls: count / shapes[1].filesPerCall }
    await makeCalls({
      url: `${one.server.origin}${one.path}`,
      ...shape,
      bodyOf: () => JSON.stringify({ files: newFiles(shape.filesPerCall) }),
      check: (answer) => checkCount(answer, urls, shape.filesPerCall),
    })
    return (await readUse(one)).heapBytes
  }
  const before = await issue(few)
  const after = await issue(many - few)
  return {
    what: `memory from ${few} to ${many} tickets: ${one.what}`,
    value: (after - before) / 1e6,
    unit: 'MB',
    goal: { atMost: 1 },
    note: `${(before / 1e6).toFixed(1)} MB, then ${(after / 1e6).toFixed(1)} MB`,
  }
}
