import { createHash } from 'node:crypto'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { readControlledPage } from './controlledPage.js'
import { type FormPart, parseMultipart } from './multipart.js'

/** One request as it arrived. */
export interface Received {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Names as they were sent. */
  readonly rawHeaders: readonly string[]
  readonly size: number
  readonly sha256: string
  readonly parts?: readonly FormPart[]
  /** The connection ended before the body had arrived. */
  readonly wasCut: boolean
}

/** How the server handles a request to `/<mode>/<id>`. `GET /received/<id>` returns what has arrived for an id. */
export type SinkMode =
  | 'ok'
  | 'etag'
  | 'noEtag'
  | 'hiddenEtag'
  | 'created'
  | 'error'
  | 'html'
  | 'endless'
  | 'redirect'
  | 'hang'
  | 'stall'
  | 'cut'
  | 'cutAfterBody'
  | 'truncated'
  | 'noCors'
  | 'refusedPreflight'
  | 'slow'
  | 'early'

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly query: URLSearchParams
  readonly body: () => Promise<Buffer>
}

const xml = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><Key>secret/key</Key></Error>`

/** By code, because values from a ticket's URL are removed from messages. */
const messages: Readonly<Record<string, string>> = {
  SlowDown: 'Please reduce your request rate.',
  InternalError: 'We encountered an internal error. Please try again.',
}

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>password</form></body></html>'

const modes: Readonly<Record<SinkMode, (call: Call) => unknown>> = {
  ok: async ({ response, body }) => {
    const bytes = await body()
    response.writeHead(200, { ETag: `"${createHash('md5').update(bytes).digest('hex')}"` }).end()
  },
  etag: async ({ response, query, body }) => {
    await body()
    response.writeHead(Number(query.get('status') ?? 200), { ETag: query.get('etag') ?? '' }).end()
  },
  noEtag: async ({ response, body }) => {
    await body()
    response.writeHead(200).end()
  },
  hiddenEtag: async ({ response, body }) => {
    await body()
    response.removeHeader('Access-Control-Expose-Headers')
    response.writeHead(200, { ETag: '"hidden"' }).end()
  },
  created: async ({ response, body }) => {
    await body()
    response
      .writeHead(201, { 'Content-Type': 'application/xml' })
      .end(
        '<?xml version="1.0"?><PostResponse><Location>http://x/y</Location><Bucket>b</Bucket><Key>k</Key><ETag>&quot;0cc175b9&quot;</ETag></PostResponse>',
      )
  },
  error: async ({ response, query, body }) => {
    await body()
    const retryAfter = query.get('retryAfter')
    response
      .writeHead(Number(query.get('status') ?? 403), {
        'Content-Type': 'application/xml',
        ...(retryAfter && { 'Retry-After': retryAfter }),
      })
      .end(xml(query.get('code') ?? 'AccessDenied', messages[query.get('code') ?? ''] ?? 'Request has expired'))
  },
  html: async ({ response, query, body }) => {
    await body()
    response.writeHead(Number(query.get('status') ?? 200), { 'Content-Type': 'text/html' }).end(page)
  },
  /** Answers with more than anybody should read, and never finishes. */
  endless: async ({ response, query, body }) => {
    await body()
    response
      .writeHead(Number(query.get('status') ?? 200), { 'Content-Type': 'text/plain' })
      .write('x'.repeat(4_000_000))
  },
  redirect: async ({ response, query, body }) => {
    await body()
    response.writeHead(307, { Location: query.get('to') ?? '/' }).end()
  },
  /** Takes everything and never answers. */
  hang: async ({ body }) => {
    await body()
  },
  /**
   * Reads `after` bytes, then none for `forMs` (a second). An unread socket does not notice that it was closed, so the
   * pause must end.
   */
  stall: ({ request, query }) =>
    readThen(request, query, () => {
      request.pause()
      setTimeout(() => request.resume(), Number(query.get('forMs') ?? 1000)).unref()
    }),
  /** Resets the connection after `after` bytes. */
  cut: ({ request, query }) => readThen(request, query, () => request.socket.resetAndDestroy()),
  cutAfterBody: async ({ request, body }) => {
    await body()
    request.socket.resetAndDestroy()
  },
  truncated: async ({ request, response, body }) => {
    await body()
    response.writeHead(200, { 'Content-Length': '1000' }).write('<?xml')
    setTimeout(() => request.socket.destroy(), 50)
  },
  noCors: async ({ response, body }) => {
    await body()
    response.removeHeader('Access-Control-Allow-Origin')
    response.writeHead(200, { ETag: '"lost"' }).end()
  },
  refusedPreflight: async ({ response, body }) => {
    await body()
    response.writeHead(200).end()
  },
  /** Reads at `rate` bytes a second. */
  slow: async ({ request, response, query }) => {
    const rate = Number(query.get('rate') ?? 100_000)
    request.on('data', (chunk: Buffer) => {
      request.pause()
      setTimeout(() => request.resume(), (chunk.length / rate) * 1000)
    })
    request.on('end', () => response.writeHead(200, { ETag: '"slow"' }).end())
  },
  /** Answers before the body has arrived, and reads it afterwards. */
  early: async ({ response, body }) => {
    response.writeHead(403, { 'Content-Type': 'application/xml' }).end(xml('AccessDenied', 'Request has expired'))
    await body()
  },
}

function readThen(request: IncomingMessage, query: URLSearchParams, act: () => void): void {
  const after = Number(query.get('after') ?? 0)
  let read = 0
  if (after === 0) return act()
  const onData = (chunk: Buffer) => {
    read += chunk.length
    if (read < after) return
    request.off('data', onData)
    act()
  }
  request.on('data', onData)
}

/** Starts a stand-in for storage that behaves as the URL says. */
export async function startStorageSink(): Promise<{ readonly server: Server; readonly port: number }> {
  const received = new Map<string, Received[]>()
  const server = createServer((request, response) => {
    void answer(request, response, received)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stand-in for storage has no port.')
  return { server, port: address.port }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  received: Map<string, Received[]>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sink')
  const [, mode = '', id = ''] = url.pathname.split('/')
  const page = readControlledPage(url.pathname)
  if (page) return void response.writeHead(200, { 'Content-Type': page.type }).end(page.text)
  allowEveryone(request, response)
  if (mode === 'received') return void response.end(JSON.stringify(received.get(id) ?? []))
  if (request.method === 'OPTIONS') return void response.writeHead(mode === 'refusedPreflight' ? 403 : 204).end()

  const body = record(request, (entry) => received.set(id, [...(received.get(id) ?? []), entry]))
  const act = isMode(mode) ? modes[mode] : modes.ok
  try {
    await act({ request, response, query: url.searchParams, body: () => body })
  } catch {
    // The client has gone; the record says so.
  }
}

function isMode(mode: string): mode is SinkMode {
  return Object.hasOwn(modes, mode)
}

function allowEveryone(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST')
  response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*')
  response.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After')
}

/** Reads the body, and keeps a record of it when it ends or breaks off. */
function record(request: IncomingMessage, keep: (entry: Received) => void): Promise<Buffer> {
  const chunks: Buffer[] = []
  const finish = (wasCut: boolean) => {
    const bytes = Buffer.concat(chunks)
    const type = request.headers['content-type'] ?? ''
    keep({
      method: request.method ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(type.startsWith('multipart/') && !wasCut && { parts: parseMultipart(bytes, type) }),
      wasCut,
    })
    return bytes
  }
  const done = new Promise<Buffer>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => resolve(finish(false)))
    request.on('close', () => {
      if (request.complete) return
      finish(true)
      reject(new Error('The request broke off.'))
    })
    request.on('error', () => {})
  })
  done.catch(() => {})
  return done
}
