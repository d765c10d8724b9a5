import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { createServer as createViteServer, type ViteDevServer } from 'vite'
import { createReferenceServer, type ReferenceServer } from '../e2e/server/createReferenceServer.ts'
import { sweepAtIntervals } from '../e2e/server/sweepAtIntervals.ts'
import { listen, listenFrom } from '../e2e/storage/listen.ts'
import { openStorage } from '../e2e/storage/openStorage.ts'
import type { Storage } from '../e2e/storage/storage.ts'
import { seedFiles } from './seed/seedFiles.ts'

// npm start [-- --seed 10000]
// `--seed` first adds so many photos to what is stored, so that the gallery has something to show.
const root = resolve(import.meta.dirname, '..')
const dataFolder = resolve(process.env['COATCHECK_DATA'] || join(root, '.data'))
const firstPort = 4173

/** What Vite itself keeps back of the files of the project. A list of one's own takes the place of its list. */
const neverServed = [
  '.env',
  '.env.*',
  '*.{crt,pem,key,p12,pfx,cer,der}',
  '.npmrc',
  '.yarnrc.yml',
  '**/.git/**',
] as const

interface Demo {
  readonly url: string
  readonly storage: Storage
  stop(): Promise<void>
}

/** Starts storage, the reference server and the page on one origin. */
async function startDemo(seedCount: number): Promise<Demo> {
  const storage = await openStorage({ require: 'any', dataFolder })
  if (seedCount > 0) await seed(storage, seedCount)
  const server = await createReferenceServer({ storage, database: databasePath(storage), makesPreviews: true })
  const answerApi = getRequestListener(server.app.fetch)
  const http = createServer((incoming, outgoing) => {
    if (/^\/(api|storage)(\/|$|\?)/.test(incoming.url ?? '')) void answerApi(incoming, outgoing)
    else vite.middlewares(incoming, outgoing)
  })
  // Node closes idle connections after five seconds, which would break a call that is just being made on one.
  http.keepAliveTimeout = 120_000
  const vite = await createPages(http)
  const stopSweeping = sweepAtIntervals(server)
  const named = process.env['PORT']
  const port = await (named ? listen(http, Number(named)) : listenFrom(http, firstPort))
  return { url: `http://127.0.0.1:${port}/`, storage, stop: () => stopAll(http, vite, stopSweeping, server, storage) }
}

async function seed(storage: Storage, count: number): Promise<void> {
  const database = databasePath(storage)
  await mkdir(dirname(database), { recursive: true })
  let told = 0
  const onProgress = (done: number): void => {
    if (done < count && done - told < 1000) return
    told = done
    console.log(`  ${done} of ${count} photos are stored.`)
  }
  await seedFiles({ storage, database, count, onProgress })
}

/** @throws {TypeError} if it is no number of files */
function readSeedCount(): number {
  const { seed: given = '0' } = parseArgs({ options: { seed: { type: 'string' } } }).values
  const count = Number(given)
  if (Number.isInteger(count) && count >= 0) return count
  throw new TypeError(`--seed takes a number of files, such as 10000; it is '${given}'.`)
}

/**
 * Records refer to the storage they were made with, so each storage has its own database. An earlier version kept other
 * tables in `*.sqlite`, which stay as they are.
 */
function databasePath({ kind, endpoint, bucket }: Storage): string {
  const place = createHash('sha256').update(`${endpoint}/${bucket}`).digest('hex').slice(0, 12)
  return join(dataFolder, `${kind === 'named' ? `named-${place}` : kind}.db`)
}

function createPages(http: Server): Promise<ViteDevServer> {
  return createViteServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: {
      middlewareMode: true,
      hmr: { server: http },
      watch: { ignored: ['**/.data/**', '**/.cache/**'] },
      fs: { deny: [...neverServed, '**/.data/**', `${dataFolder}/**`] },
    },
    // Otherwise Vite would discover the worker's imports with the first file, and reload the page.
    optimizeDeps: { entries: ['index.html', 'src/**/*.worker.ts'] },
  })
}

async function stopAll(
  http: Server,
  vite: ViteDevServer,
  stopSweeping: () => Promise<void>,
  server: ReferenceServer,
  storage: Storage,
): Promise<void> {
  const closed = new Promise((resolveClosed) => http.close(resolveClosed))
  await vite.close()
  http.closeAllConnections()
  await closed
  await stopSweeping()
  await server.close()
  await storage.stop()
}

function describeStorage({ kind, description }: Storage): string {
  const readable = description.replaceAll(`${root}/`, '')
  if (kind !== 'embedded') return readable
  return `${readable}. \`npm run minio\` gets the real thing: MinIO, built once.`
}

/** Ends the demo on Ctrl-C and similar signals, and when npm has ended, because npm does not always pass its signals on. */
function stopInTime(demo: Demo): void {
  let stoppingSince: number | undefined
  const stop = (): void => {
    // npm and the terminal may both send a signal. A later second one means that the user does not want to wait.
    if (stoppingSince !== undefined && performance.now() - stoppingSince > 500) process.exit(1)
    if (stoppingSince !== undefined) return
    stoppingSince = performance.now()
    void demo.stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const parent = process.ppid
  if (!process.env['npm_lifecycle_event']) return
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 500)
}

try {
  const demo = await startDemo(readSeedCount())
  stopInTime(demo)
  console.log(`\n  The demo is at ${demo.url}\n`)
  console.log(`  Storage: ${describeStorage(demo.storage)}`)
  console.log(`  Press Ctrl-C to stop it. Uploads are kept in ${relative(process.cwd(), dataFolder) || '.'}.\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
