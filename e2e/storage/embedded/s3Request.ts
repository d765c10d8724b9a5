import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3Error.ts'

/** A request as S3 reads it. */
export interface S3Request {
  readonly method: string
  /** As it was sent, still encoded, because this form was signed. */
  readonly path: string
  readonly bucket: string
  /** null for the bucket itself */
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

export function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new S3Error('XMinioInvalidObjectName')
  }
}

/** MinIO's limits, which come from file systems. */
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

/** The body of a request, which is read only once: by its handler, or by `drain`. */
export class RequestBody {
  readonly #iterator: AsyncIterator<Buffer>
  #isRead = false

  constructor(incoming: IncomingMessage) {
    this.#iterator = incoming[Symbol.asyncIterator]()
  }

  // The stream's own iterator would destroy the socket when it is left early, before the answer is sent.
  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      const { done, value } = await this.#iterator.next()
      if (done) break
      yield value
    }
    this.#isRead = true
  }

  /** Reads a short body as text. */
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

  /** Reads the rest of the body, because a browser that is refused halfway would see a broken connection instead of the answer. */
  async drain(): Promise<void> {
    if (this.#isRead) return
    try {
      for await (const _ of this.chunks());
    } catch {
      // The client has disconnected, so there is nothing left to read.
    }
  }
}
