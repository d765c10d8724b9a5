import type { IncomingMessage, RequestListener } from 'node:http'
import { Link } from './link.ts'

interface ExpectedObject {
  readonly etag: string
  readonly sizeBytes: number
}

/** Storage that keeps nothing: what it does cost is what any server of its kind would. */
export interface Storage {
  readonly answer: RequestListener
  /** Announces an object. Its ETag is known beforehand, because hashing what comes would slow the limit down. */
  expect(key: string, object: ExpectedObject): void
  /** Whether an object of this key has come; it is forgotten with the question. */
  take(key: string): boolean
  /** How many objects have come so far, each in its announced size. */
  count(): number
}

/** S3's manners without its work: a preflight for each URL, an ETag, CORS; no hashing and no disk. */
export function createStorage(): Storage {
  const expected = new Map<string, ExpectedObject>()
  const keys = new Set<string>()
  let storedCount = 0
  const links = new Map<string, Link>()

  const findLink = (bytesPerSecond: string): Link => {
    const link = links.get(bytesPerSecond) ?? new Link(Number(bytesPerSecond))
    links.set(bytesPerSecond, link)
    return link
  }

  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink')
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Expose-Headers', '*')
    response.setHeader('Vary', 'Origin')
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', request.headers['access-control-request-method'] ?? 'PUT')
      response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*')
      response.writeHead(204).end()
      return
    }
    const rate = url.searchParams.get('rate')
    if (rate) findLink(rate).carry(request)
    const key = request.method === 'POST' ? readFormKey(request) : Promise.resolve(url.pathname)
    request.resume().on('end', () => {
      void key.then((found) => {
        const { etag = '', sizeBytes = Number.NaN } = expected.get(found) ?? {}
        const bodyBytes = Number(request.headers['content-length'])
        // A form is longer than its file.
        const isWhole = request.method === 'POST' ? bodyBytes > sizeBytes : bodyBytes === sizeBytes
        if (isWhole && !keys.has(found)) storedCount += 1
        if (isWhole) keys.add(found)
        response.setHeader('ETag', `"${etag}"`)
        response.writeHead(request.method === 'POST' ? 204 : 200).end()
      })
    })
  }

  return {
    answer,
    expect: (key, object) => void expected.set(key, object),
    take: (key) => expected.delete(key) && keys.delete(key),
    count: () => storedCount,
  }
}

/** The key stands in the form's first field, and so in the first bytes. */
function readFormKey(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    request.once('data', (chunk: Buffer) => {
      resolve(/name="key"\r\n\r\n([^\r]*)\r\n/.exec(chunk.toString('latin1', 0, 4096))?.[1] ?? '')
    })
  })
}
