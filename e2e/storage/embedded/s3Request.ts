import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3Error.ts'

/** A request as S3 reads it. */
export interface S3Request {
  readonly method: string
  /** As it stood on the wire, still encoded: this is what was signed. */
  readonly path: string
  readonly bucket: string
  /** null: the bucket itself is meant */
  readonly key: string | null
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: RequestBody
}

export interface S3Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | AsyncIterable<Uint8Array>
}

export function readRequest(incoming: IncomingMessage, body: RequestBody): S3Request {
  const [path = '/', search = ''] = (incoming.url ?? '/').split('?', 2)
  const [, bucket = '', key] = /^\/([^/]*)(?:\/(.*))?$/s.exec(path) ?? []
  return {
    method: incoming.method ?? 'GET',
    path,
    bucket,
    key: key ? decodeKey(key) : null,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body,
  }
}

function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new S3Error('XMinioInvalidObjectName')
  }
}

/** The same limits as MinIO's, which are a file system's. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError')
  const segments = key.replace(/\/$/, '').split('/')
  if (segments.some(isUnusable) || key.includes('\0') || key.includes('\\')) {
    throw new S3Error('XMinioInvalidObjectName')
  }
}

function isUnusable(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..' || Buffer.byteLength(segment) > 255
}

/** The bytes of one request, read once, by whoever gets that far, and by `drain` to their end. */
export class RequestBody {
  readonly #iterator: AsyncIterator<Buffer>
  #isRead = false

  constructor(incoming: IncomingMessage) {
    this.#iterator = incoming[Symbol.asyncIterator]()
  }

  // Not the stream's own iterator: leaving that one early would destroy the socket before the answer is out.
  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const { done, value } = await this.#iterator.next()
      if (done) break
      yield value
    }
    this.#isRead = true
  }

  /** A short body as text. */
  async text(limitBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of this.chunks()) {
      size += chunk.length
      if (size > limitBytes) throw new S3Error('EntityTooLarge')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  /** A browser that is refused in the middle of its body sees a broken connection, not the answer: read to the end. */
  async drain(): Promise<void> {
    if (this.#isRead) return
    try {
      for await (const _ of this.chunks());
    } catch {
      // The client has gone: there is nobody left to be read.
    }
  }
}
