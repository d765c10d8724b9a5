import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname } from 'node:path'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { createUploads } from '../../src/server.ts'
import { toErrorBody } from '../../src/server/http/answers.ts'
import { sharpPreviews, sqlite } from '../../src/server/node.ts'
import { Refusal } from '../../src/server/uploads/Refusal.ts'
import type { SweepOptions } from '../../src/server/uploads/sweep/sweep.ts'
import type { Terms } from '../../src/server/uploads/UploadService.ts'
import { openStore } from '../storage/openStore.ts'
import { createActiveStorageApi } from './active-storage/createActiveStorageApi.ts'
import type { ApiEnv } from './apiEnv.ts'
import { createFoirApi, createFoirGate } from './foir/createFoirApi.ts'
import { createGlueApi } from './glue/createGlueApi.ts'
import { createInspectApi, createInspectGate } from './inspect/createInspectApi.ts'
import { createIonApi, createIonGate } from './ion/createIonApi.ts'
import { UploadTable } from './ion/uploadTable.ts'
import { createTokenApi } from './oauth/createTokenApi.ts'
import { IssuedTokens } from './oauth/issuedTokens.ts'
import { RecordReader } from './records/RecordReader.ts'
import { readSettings, type ReferenceServerOptions } from './referenceServerOptions.ts'
import { createRestApi, type StartUploads } from './rest/createRestApi.ts'
import { apiKey, identifyTenant } from './tenants.ts'
import { CallLog } from './testing/callLog.ts'
import { FaultScript } from './testing/faultScript.ts'
import type { Observation } from './testing/observeCall.ts'
import { createTestControls } from './testing/testControls.ts'
import { headersOf, logError, toRefusal } from './toRefusal.ts'
import type { VendorApi } from './vendor/VendorApi.ts'
import { createVisibuildApi } from './visibuild/createVisibuildApi.ts'
import { pretendToScan } from './pretendToScan.ts'

/** The server of an app: `createUploads`, and the APIs of vendors over the same service. */
export interface ReferenceServer {
  readonly app: Hono<ApiEnv>
  readonly log: CallLog
  readonly faults: FaultScript
  /** The uploads and the registered files. */
  readonly records: RecordReader
  /** Removes what uploads have left behind, through whatever API they came. */
  sweep(options?: SweepOptions): Promise<void>
  /** Closes the database. Storage keeps running, because it belongs to the caller. */
  close(): Promise<void>
}

const longestBodyBytes = 2 * 1024 * 1024

export async function createReferenceServer(options: ReferenceServerOptions): Promise<ReferenceServer> {
  const { tokens, clients, sendWith: usualSendWith, publicStorageEndpoint: publicEndpoint } = options
  const { terms, quarterHourSeconds, maxSizeBytes, maxSinglePutBytes } = readSettings(options)
  const path = preparePath(options.database)
  const storage = await openStore(options.storage, { ...(publicEndpoint !== undefined && { publicEndpoint }) })
  const shared = { storage, records: sqlite(path), ...terms, onError: logError }
  const previews = options.makesPreviews ? { previews: sharpPreviews() } : {}
  const startUploads: StartUploads = (owner, sendWith = usualSendWith) =>
    createUploads({
      ...shared,
      ...previews,
      fileState: pretendToScan,
      owner,
      profiles: { files: { maxSizeBytes, ...(sendWith && { sendWith }) } },
    })
  await shared.records.prepare()
  const records = new RecordReader(path)
  const observation: Observation = { log: new CallLog(), faults: new FaultScript() }
  const issued = clients && new IssuedTokens()
  const identify = identifyTenant({ tokens, issued })
  const { service } = createUploads({
    ...shared,
    owner: () => null,
    profiles: { files: { maxSizeBytes: maxSinglePutBytes, sendWith: 'put' } },
    // Storage does not verify every digest that vendors announce.
    hashUpToBytes: Infinity,
  })
  const vendor = (name: string, own: Partial<Terms> = {}): VendorApi => ({
    name,
    service: { ...service, terms: { ...service.terms, ...own } },
    records,
    observation,
    identify,
  })
  const quarterHour = { ticketExpiresInSeconds: quarterHourSeconds }

  const app = new Hono<ApiEnv>()
  app.onError((error, context) => {
    const refusal = toRefusal(error)
    return context.json({ error: toErrorBody(refusal) }, refusal.status as ContentfulStatusCode, headersOf(refusal))
  })
  app.use('*', refuseOtherHosts(options.hosts ?? []))
  app.use(
    '/api/*',
    cors(corsOptions(options.allowOrigins ?? [])),
    bodyLimit({ maxSize: longestBodyBytes, onError: tooLarge }),
  )
  app.get('/api/health', (context) => context.json({ ok: true, storage: options.storage.kind }))
  app.route('/api/rest', createRestApi(startUploads, observation, identify))
  const ion = vendor('ion')
  const ionGate = createIonGate(ion, '/storage/ion')
  app.route('/storage/ion', ionGate.app)
  app.route('/api/ion', createIonApi(ion, ionGate))
  const foir = { ...vendor('foir', quarterHour), identify: identifyTenant({ tokens }, apiKey) }
  const foirGate = createFoirGate(foir, '/storage/foir')
  app.route('/storage/foir', foirGate.app)
  app.route('/api/foir', createFoirApi(foir, foirGate))
  app.route('/api/glue', createGlueApi(vendor('glue'), usualSendWith))
  app.route('/api/visibuild/api/core/v1', createVisibuildApi(vendor('visibuild')))
  const inspect = vendor('inspect', quarterHour)
  const inspectGate = createInspectGate(inspect, '/storage/inspect')
  app.route('/storage/inspect', inspectGate.app)
  app.route('/api/inspect/api/inspect/v1/file/upload', createInspectApi(inspect, inspectGate))
  app.route('/api/active-storage', createActiveStorageApi(vendor('active-storage'), options.csrfToken))
  if (clients && issued) {
    // Each path is the vendor's own, below the root of its API.
    const glue = { name: 'glue', clients, tokens: issued, requires: ['subject', 'redirect_uri'] }
    app.route('/api/glue/oauth', createTokenApi(glue, observation))
    app.route(
      '/api/visibuild/oauth',
      createTokenApi({ name: 'visibuild', clients, tokens: issued, hasScopes: true }, observation),
    )
  }
  if (options.testControls) app.route('/__test', createTestControls(observation, records))
  return {
    app,
    ...observation,
    records,
    async sweep(sweepOptions = {}) {
      // The one that makes previews, because a sweep makes those that have failed.
      await startUploads(() => undefined, undefined).sweep(sweepOptions)
      const { nowMs = Date.now() } = sweepOptions
      new UploadTable(records.database).forgetBefore(nowMs - service.terms.keepUnfinishedSeconds * 1000)
    },
    async close() {
      records.close()
      await shared.records.close()
    },
  }
}

/** A database that all connections of this process to its path share, while one of them is open. */
export function inMemory(): string {
  return `file:/${randomUUID()}?vfs=memdb`
}

/** Every connection to ':memory:' would have a database of its own. */
function preparePath(path: string): string {
  if (path === ':memory:') return inMemory()
  if (path.startsWith('file:')) return path
  mkdirSync(dirname(path), { recursive: true })
  return path
}

function corsOptions(origins: readonly string[]): Parameters<typeof cors>[0] {
  return {
    origin: [...origins],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Api-Key'],
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    exposeHeaders: ['Retry-After'],
    credentials: true,
    maxAge: 600,
  }
}

/**
 * A page of another site may give its own name the address of this machine, and then its calls count as those of its own
 * origin. It cannot have them come with another name, or with an address.
 */
function refuseOtherHosts(names: readonly string[]): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const { hostname } = new URL(context.req.url)
    const isAddress = isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0
    if (!isAddress && !/^(.+\.)?localhost$/.test(hostname) && !names.includes(hostname)) {
      throw new Refusal(403, 'This server is not known by that name.')
    }
    await next()
  }
}

function tooLarge(context: Context): never {
  // The rest of the body is not read, so this connection cannot be used again.
  context.header('Connection', 'close')
  throw new Refusal(413, 'This call is too long: ask for fewer files at once.', { code: 'request-invalid' })
}
