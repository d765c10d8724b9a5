import type { Json } from '../../contract/json.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import { type FakeLog, readKey } from './fakeLog.js'
import { fakeStorageOrigin } from './fakeTransport.js'

interface FakePartsOptions {
  readonly storage?: () => ReadonlyMap<string, Blob>
  readonly ticketExpiresInSeconds?: number
  readonly secret?: string
}

export interface FakeParts {
  readonly calls: MultipartCalls
  /** A ticket was issued: what was aborted for the same file before is another upload. */
  begin(id: string): void
}

/** The calls for parts, for files that the fake transport has stored. */
export function createFakeParts(options: FakePartsOptions, log: FakeLog): FakeParts {
  const { storage = () => new Map(), ticketExpiresInSeconds, secret = 'fake-signature' } = options
  const completed = new Set<string>()
  const gone = new Set<string>()
  /** Parts that went with an aborted upload, by their URL. */
  const dropped = new Map<string, Blob>()
  const urlOf = (key: string, number: number): string =>
    `${fakeStorageOrigin}/${key}/${number}?X-Amz-Signature=${secret}`

  function listStored(key: string): { number: number; size: number; etag: string }[] {
    const prefix = `${fakeStorageOrigin}/${key}/`
    return [...storage()]
      .filter(([url, part]) => url.startsWith(prefix) && dropped.get(url) !== part)
      .map(([url, { size }]) => ({ number: Number.parseInt(url.slice(prefix.length)), size, etag: `part-${size}` }))
  }

  const run = <T>(
    name: Parameters<FakeLog['runOne']>[0],
    reference: Json,
    context: Parameters<FakeLog['runOne']>[2],
    work: (key: string) => T,
  ): Promise<T> => {
    const key = readKey(reference)
    return log.runOne(name, { id: key }, context, () => work(key))
  }

  const calls: MultipartCalls = {
    signParts: (reference, parts, context) =>
      run('signParts', reference, context, (key) =>
        parts.map(({ number }) => ({
          url: urlOf(key, number),
          ...(ticketExpiresInSeconds !== undefined && { expiresInSeconds: ticketExpiresInSeconds }),
        })),
      ),
    listParts: (reference, context) =>
      run('listParts', reference, context, (key) => {
        if (completed.has(key)) return { kind: 'completed', receipt: { status: 200, etag: 'joined-2' } } as const
        return gone.has(key) ? ({ kind: 'gone' } as const) : ({ kind: 'open', parts: listStored(key) } as const)
      }),
    complete: (reference, _, context) =>
      run('complete', reference, context, (key) => {
        completed.add(key)
        return { status: 200, etag: 'joined-2' }
      }),
    abort: (reference, context) =>
      run('abort', reference, context, (key) => {
        gone.add(key)
        for (const [url, part] of storage()) if (url.startsWith(`${fakeStorageOrigin}/${key}/`)) dropped.set(url, part)
      }),
  }
  return { calls, begin: (id) => void gone.delete(id) }
}
