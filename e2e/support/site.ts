import { createServer } from 'node:http'
import { serveStatic } from '@hono/node-server/serve-static'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { seedFiles } from '../../scripts/seed/seedFiles.ts'
import { createReferenceServer, inMemory, type ReferenceServer } from '../server/createReferenceServer.ts'
import type { ReferenceServerOptions } from '../server/referenceServerOptions.ts'
import { listen } from '../storage/listen.ts'
import { Amendments } from './amendments.ts'
import { Gate } from './gate.ts'
import { pagesFolder } from './pagesFolder.ts'
import type { SharedStorage } from './sharedStorage.ts'
import { readSecrets } from './ticketSecrets.ts'

export interface ServerOptions extends Partial<
  Pick<
    ReferenceServerOptions,
    | 'ticketExpiresInSeconds'
    | 'urlExpiresInSeconds'
    | 'makesPreviews'
    | 'sendWith'
    | 'multipartAboveBytes'
    | 'partSizeBytes'
    | 'maxSizeBytes'
    | 'hosts'
  >
> {
  /** Photos that are stored before the test begins, with previews. */
  readonly seedCount?: number
  /** Directives that replace those of the strictest content policy under which coatcheck works. */
  readonly pagePolicy?: PagePolicy
  /** Answers the page's calls; `ask` passes the call to the server. */
  readonly intercept?: Intercept
}

export type Intercept = (request: Request, env: HttpBindings, ask: () => Promise<Response>) => Promise<Response>

type PagePolicy = Readonly<Record<string, string>>

/** A reference server with the built pages, for one test alone. */
export interface Site {
  readonly url: string
  readonly server: ReferenceServer
  /** Holds calls of the page before they reach the server. */
  readonly gate: Gate
  /** Changes the server's answers before they reach the page. */
  readonly amendments: Amendments
  /** Signatures and policies of all issued tickets. */
  readonly secrets: readonly string[]
  stop(): Promise<void>
}

export async function startSite(
  { storage, proxy }: SharedStorage,
  { seedCount = 0, pagePolicy = {}, intercept = (_request, _env, ask) => ask(), ...options }: ServerOptions,
): Promise<Site> {
  const publicStorageEndpoint = proxy.url
  const database = inMemory()
  const server = await createReferenceServer({ ...options, storage, database, publicStorageEndpoint })
  // Painting a picture takes longer than storing a file of it.
  if (seedCount > 0) await seedFiles({ storage, database, count: seedCount, pictureCount: 4 })
  const pages = servePages({ ...strictestPolicy(publicStorageEndpoint), ...pagePolicy })
  const gate = new Gate()
  const amendments = new Amendments()
  const secrets: string[] = []

  async function answerApi(request: Request, env: HttpBindings): Promise<Response> {
    const { origin, pathname } = new URL(request.url)
    const passing = { method: request.method, path: pathname }
    await gate.pass(passing)
    const answer = await intercept(request, env, async () => server.app.fetch(request, env))
    const text = await answer.clone().text()
    secrets.push(...readSecrets(text))
    // A vendor's storage has its own origin, so its gate gets one here, too.
    const seen = await amendments.apply(passing, text.replaceAll(`${origin}/storage/`, `${proxy.url}/storage/`))
    return seen === text ? answer : new Response(seen, answer)
  }

  const listener = getRequestListener((request, env) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/storage/')) return server.app.fetch(request, env)
    return pathname.startsWith('/api/') ? answerApi(request, env as HttpBindings) : pages.fetch(request, env)
  })
  const http = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  // Node closes idle sockets after five seconds, which breaks a call that a page is just making.
  http.keepAliveTimeout = 120_000
  const url = `http://127.0.0.1:${await listen(http, 0)}`
  proxy.passSiteTo(url)
  return {
    url,
    server,
    gate,
    amendments,
    secrets,
    stop: async () => {
      gate.open()
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
      await server.close()
    },
  }
}

/** The strictest content policy under which coatcheck works. */
function strictestPolicy(storageUrl: string): PagePolicy {
  return {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'worker-src': "'self'",
    'style-src': "'self'",
    'connect-src': `'self' ${storageUrl}`,
    'img-src': `'self' blob: data: ${storageUrl}`,
    'media-src': `blob: ${storageUrl}`,
    'base-uri': "'none'",
    'form-action': "'self'",
  }
}

function servePages(directives: PagePolicy): Hono {
  const policy = Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ')
  const pages = new Hono()
  pages.use('*', async (context, next) => {
    await next()
    context.header('Content-Security-Policy', policy)
  })
  pages.use('*', serveStatic({ root: pagesFolder() }))
  return pages
}
