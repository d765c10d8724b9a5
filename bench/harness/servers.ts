import { startTestStack, type TestStack } from '../../e2e/server/forTests.ts'
import type { PutTicket } from '../../src/contract/ticket.ts'
import type { ApiAddress } from '../pages/scenes/send.ts'
import { startSink } from '../sink/startSink.ts'
import { type BetterUploadBody, toBetterUpload } from '../sink/toBetterUpload.ts'

export interface ApiOptions {
  readonly sendWith: 'put' | 'post'
  /** Of the link to storage. Left out: whatever the machine can do. */
  readonly bytesPerSecond?: number | undefined
}

/** What the browser talks to: the pages, an API and storage. */
export interface Servers {
  readonly kind: 'sink' | 'minio'
  readonly pageOrigin: string
  /** The same, with a round trip of `farRoundTripMs` between the browser and all of it. */
  readonly farPageOrigin?: string
  /** An API that has no file yet, so that each has to be sent. */
  api(options: ApiOptions): ApiAddress
  /** How many objects storage has got so far. */
  countStored(): Promise<number>
  stop(): Promise<void>
}

/** Storage and an API that cost next to nothing, so that what is measured is the page. */
export async function startSinkServer(pages: string): Promise<Servers> {
  const { pageOrigin, farPageOrigin, stop } = await startSink(pages)
  return {
    kind: 'sink',
    pageOrigin,
    farPageOrigin,
    api: ({ sendWith, bytesPerSecond }) => ({
      url: `/api?sendWith=${sendWith}${bytesPerSecond ? `&rate=${bytesPerSecond}` : ''}`,
    }),
    countStored: async () => (await (await fetch(`${pageOrigin}/api/stored`)).json()) as number,
    stop: async () => stop(),
  }
}

/** Each run needs a new tenant, because a tenant's files are not sent twice. */
const tenantCount = 10_000

/** The reference server with MinIO: real signatures, real disks, real checks. */
export async function startReferenceServer(pages: string): Promise<Servers> {
  const tenants = Array.from({ length: tenantCount }, (_, index) => `bench-${index}`)
  const stack = await startTestStack({ pages, tokens: Object.fromEntries(tenants.map((name) => [name, name])) })
  serveBetterUpload(stack)
  let used = 0
  return {
    kind: 'minio',
    pageOrigin: stack.url,
    api: ({ sendWith, bytesPerSecond }) => {
      if (bytesPerSecond) throw new Error('Only the sink can limit the speed of the link.')
      return { url: `/api/rest?sendWith=${sendWith}`, token: tenants[used++] ?? '' }
    },
    countStored: async () => (await stack.objects.keys()).length,
    stop: () => stack.stop(),
  }
}

/** What an app with better-upload would have on its server: the reference server's tickets, in the client's shape. */
function serveBetterUpload({ server: { app } }: TestStack): void {
  app.post('/api/rest/better-upload', async (context) => {
    const { metadata } = await context.req.json<BetterUploadBody>()
    const response = await app.request(`/api/rest/tickets${new URL(context.req.url).search}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: context.req.header('Authorization') ?? '' },
      body: JSON.stringify({ files: metadata.requests }),
    })
    const { tickets }: { tickets: readonly PutTicket[] } = await response.json()
    return context.json(toBetterUpload(metadata, tickets))
  })
}
