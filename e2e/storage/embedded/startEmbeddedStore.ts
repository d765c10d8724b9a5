import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listen } from '../listen.ts'
import { defaultBucket, defaultRegion, localCredentials, type Storage } from '../storage.ts'
import { answerRequest, type Store } from './answerRequest.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import { MultipartFiles } from './multipartFiles.ts'
import { ObjectFiles } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'
import { readRequest, RequestBody, type S3Answer } from './s3Request.ts'
import { SignatureCheck } from './signature.ts'

export interface EmbeddedStoreOptions {
  /** The folder for the objects; created if necessary. */
  readonly dataFolder: string
  /** @default any free port */
  readonly port?: number
  readonly bucket?: string
  /** Origins whose pages may read answers. @default every origin */
  readonly allowOrigins?: readonly string[]
}

/**
 * A small S3 in this process, for a demo that starts at once: one bucket on disk, with checked signatures. It behaves
 * like MinIO (one suite runs against both), but it is not for production.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<Storage> {
  const { dataFolder, bucket = defaultBucket, allowOrigins } = options
  const files = await ObjectFiles.open(dataFolder)
  const signature = new SignatureCheck({ region: defaultRegion, credentials: localCredentials })
  const store: Store = { bucket, signature, files, uploads: new MultipartFiles(files) }
  const server = createServer((incoming, response) => void serve(store, incoming, response, allowOrigins))
  // Uploads over slow connections take long, and browsers must not find an idle socket closed.
  server.requestTimeout = 0
  server.keepAliveTimeout = 120_000
  server.on('clientError', refuseIncomplete)
  const port = await listen(server, options.port ?? 0)
  return {
    kind: 'embedded',
    endpoint: `http://127.0.0.1:${port}`,
    region: defaultRegion,
    bucket,
    credentials: localCredentials,
    description: `embedded store, data in ${dataFolder}`,
    stop: () => close(server),
  }
}

async function serve(
  store: Store,
  incoming: IncomingMessage,
  response: ServerResponse,
  allowOrigins: readonly string[] | undefined,
): Promise<void> {
  const cors = corsHeaders(incoming.headers, allowOrigins)
  if (incoming.method === 'OPTIONS') {
    response.writeHead(204, { ...cors, ...preflightHeaders(incoming.headers) }).end()
    return
  }
  const requestId = randomBytes(8).toString('hex').toUpperCase()
  const common = {
    ...cors,
    'Accept-Ranges': 'bytes',
    Server: 'coatcheck',
    'X-Content-Type-Options': 'nosniff',
    'x-amz-request-id': requestId,
  }
  const body = new RequestBody(incoming)
  try {
    await write(response, common, await answerRequest(store, readRequest(incoming, body)))
  } catch (error) {
    if (response.headersSent || hasGone(incoming)) response.destroy()
    else await write(response, common, refusal(error, incoming.url ?? '', requestId))
  }
  await body.drain()
}

/** Whether the client disconnected before its request was complete. */
function hasGone(incoming: IncomingMessage): boolean {
  return incoming.destroyed && !incoming.complete
}

function refusal(error: unknown, url: string, requestId: string): S3Answer {
  if (!(error instanceof S3Error)) console.error('The embedded store failed:', error)
  const known = error instanceof S3Error ? error : new S3Error('InternalError')
  return { status: known.status, body: known.toXml(url.replace(/\?.*/s, ''), requestId) }
}

async function write(
  response: ServerResponse,
  common: Readonly<Record<string, string>>,
  { status, headers, body }: S3Answer,
): Promise<void> {
  if (body === undefined || typeof body === 'string') {
    const described = body === undefined ? emptyHeaders(status, headers) : textHeaders(body)
    response.writeHead(status, { ...common, ...described, ...headers })
    response.end(response.req.method === 'HEAD' ? undefined : body)
    return
  }
  response.writeHead(status, { ...common, ...headers })
  await pipeline(Readable.from(body, { objectMode: false }), response)
}

/** Answers with S3's error when the parser finds that a body is shorter than announced. */
function refuseIncomplete(error: NodeJS.ErrnoException, socket: Duplex): void {
  const { status, message } = new S3Error('IncompleteBody')
  const body = new S3Error('IncompleteBody').toXml('', '')
  const head = `HTTP/1.1 ${status} ${message}\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(body)}`
  if (error.code !== 'HPE_INVALID_EOF_STATE' || !socket.writable) socket.destroy()
  else socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
}

function emptyHeaders(status: number, headers: S3Answer['headers']): Record<string, string> {
  return status === 204 || status === 304 || headers?.['Content-Length'] ? {} : { 'Content-Length': '0' }
}

function textHeaders(body: string): Record<string, string> {
  return { 'Content-Type': 'application/xml', 'Content-Length': String(Buffer.byteLength(body)) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
