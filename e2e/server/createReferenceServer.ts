import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Presigner } from '../storage/presigner.ts'
import { createActiveStorageApi } from './active-storage/createActiveStorageApi.ts'
import type { ApiEnv } from './apiEnv.ts'
import { openDatabase } from './ticket-service/database.ts'
import type { TicketService } from './ticket-service/TicketService.ts'
import { FileTable } from './ticket-service/fileTable.ts'
import { Parts } from './ticket-service/parts.ts'
import { StoredObjects } from './ticket-service/storedObjects.ts'
import { TicketTable } from './ticket-service/ticketTable.ts'
import { createFoirApi, createFoirGate } from './foir/createFoirApi.ts'
import { createGlueApi } from './glue/createGlueApi.ts'
import { createInspectApi } from './inspect/createInspectApi.ts'
import { createIonApi, createIonGate } from './ion/createIonApi.ts'
import { createTokenApi } from './oauth/createTokenApi.ts'
import { IssuedTokens } from './oauth/issuedTokens.ts'
import { Problem, toErrorBody, toProblem } from './problem.ts'
import { readSettings, type ReferenceServerOptions } from './referenceServerOptions.ts'
import { createRestApi } from './rest/createRestApi.ts'
import { apiKey, identifyTenant } from './tenants.ts'
import { createVisibuildApi } from './visibuild/createVisibuildApi.ts'
import { CallLog } from './testing/callLog.ts'
import { FaultScript } from './testing/faultScript.ts'
import type { Observation } from './testing/observeCall.ts'
import { createTestControls } from './testing/testControls.ts'

/** The server of an app: issues tickets, registers files and lists them. */
export interface ReferenceServer {
  readonly app: Hono<ApiEnv>
  readonly log: CallLog
  readonly faults: FaultScript
  /** The issued tickets and the registered files. */
  readonly tickets: Pick<TicketTable, 'all' | 'findById' | 'findByKey'>
  readonly files: Pick<FileTable, 'all'>
  /** Closes the database. Storage keeps running, because it belongs to the caller. */
  close(): void
}

const longestBodyBytes = 2 * 1024 * 1024

export function createReferenceServer(options: ReferenceServerOptions): ReferenceServer {
  const service = openTicketService(options)
  const observation: Observation = { log: new CallLog(), faults: new FaultScript() }
  const app = new Hono<ApiEnv>()
  app.onError((error, context) => {
    const problem = toProblem(error)
    return context.json({ error: toErrorBody(problem) }, toStatusCode(problem.status), problem.headers)
  })
  app.use(
    '/api/*',
    cors(corsOptions(options.allowOrigins ?? [])),
    bodyLimit({ maxSize: longestBodyBytes, onError: tooLarge }),
  )
  app.get('/api/health', (context) => context.json({ ok: true, storage: options.storage.kind }))
  const ionGate = createIonGate(service, '/storage/ion', observation)
  const foirGate = createFoirGate(service, '/storage/foir', observation)
  app.route('/storage/ion', ionGate.app)
  app.route('/storage/foir', foirGate.app)
  const { tokens, clients } = options
  const issued = clients && new IssuedTokens()
  const identify = identifyTenant({ tokens, issued })
  app.route('/api/rest', createRestApi(service, observation, identify))
  app.route('/api/ion', createIonApi(service, ionGate, observation, identify))
  app.route('/api/glue', createGlueApi(service, observation, identify))
  app.route('/api/visibuild/api/core/v1', createVisibuildApi(service, observation, identify))
  app.route('/api/inspect/api/inspect/v1/file/upload', createInspectApi(service, observation, identify))
  app.route('/api/foir', createFoirApi(service, foirGate, observation, identifyTenant({ tokens }, apiKey)))
  app.route('/api/active-storage', createActiveStorageApi(service, observation, identify))
  if (clients && issued) {
    // Each path is the vendor's own, below the root of its API.
    const glue = { name: 'glue', clients, tokens: issued, requires: ['subject', 'redirect_uri'] }
    app.route('/api/glue/oauth', createTokenApi(glue, observation))
    app.route(
      '/api/visibuild/oauth',
      createTokenApi({ name: 'visibuild', clients, tokens: issued, hasScopes: true }, observation),
    )
  }
  if (options.testControls) app.route('/__test', createTestControls(observation, service))
  return {
    app,
    ...observation,
    tickets: service.tickets,
    files: service.files,
    close: () => closeTicketService(service),
  }
}

function openTicketService(options: ReferenceServerOptions): TicketService {
  const { storage, publicStorageEndpoint } = options
  const database = openDatabase(options.database)
  return {
    settings: readSettings(options),
    database,
    tickets: new TicketTable(database),
    files: new FileTable(database),
    objects: new StoredObjects(storage),
    presigner: new Presigner({ ...storage, endpoint: publicStorageEndpoint ?? storage.endpoint }),
    parts: new Parts(database, storage),
  }
}

function closeTicketService({ presigner, objects, parts, database }: TicketService): void {
  parts.close()
  presigner.close()
  objects.close()
  database.close()
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

function tooLarge(context: Context): never {
  // The rest of the body is not read, so this connection cannot be used again.
  context.header('Connection', 'close')
  throw new Problem(413, { code: 'request-invalid', message: 'This call is too long: ask for fewer files at once.' })
}

/** Narrows the status of a problem, which always has a body. */
function toStatusCode(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode
}
