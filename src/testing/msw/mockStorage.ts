import { http, HttpResponse, type HttpHandler } from 'msw'
import { carryBytes } from './carryBytes.js'
import { digestOf } from './digestOf.js'
import type { MockOptions } from './MockOptions.js'
import { MockRefusal } from './MockRefusal.js'

/** A host that no resolver knows, so that only the handlers answer. */
export const mockStorageOrigin: string = 'https://storage.mock.invalid'

/** The request that a URL or a form was signed for. */
export interface SignedObject {
  readonly key: string
  /** Storage refuses any other. */
  readonly type?: string
  /** bytes; storage refuses any other number */
  readonly size?: number
  /** base64; storage checks that the bytes have it */
  readonly md5?: string
  /** Whether it accepts only one request. */
  readonly singleUse?: boolean
  /** The vendor's own check of what arrived. @throws {MockRefusal} */
  readonly look?: (object: ArrivedObject) => void | Promise<void>
}

export interface ArrivedObject {
  readonly body: Blob
  /** As the request declares it. */
  readonly type: string
}

export interface StoredObject {
  readonly body: Blob
  /** The MD5 in hex, as in S3 for a single PUT or POST. */
  readonly etag: string
}

/** An S3 for pages, in memory. */
export interface MockStorage {
  readonly handlers: readonly HttpHandler[]
  /** Signs a URL that takes one object by PUT until it expires. */
  signPut(object: SignedObject): string
  /** Signs a form. The API adds the field for the file. */
  signPost(object: SignedObject): {
    readonly url: string
    readonly fields: readonly (readonly [name: string, value: string])[]
  }
  look(key: string): StoredObject | undefined
}

interface Signed extends SignedObject {
  readonly expiresAtMs: number
}

/**
 * @param name keeps the storages of several mocked APIs apart
 * @param read returns how it behaves now
 */
export function createMockStorage(name: string, read: () => MockOptions<string>): MockStorage {
  const base = `${mockStorageOrigin}/${name}`
  const signed = new Map<string, Signed>()
  const objects = new Map<string, StoredObject>()

  function sign(object: SignedObject): string {
    const { ticketExpiresInSeconds = 300 } = read()
    const signature = crypto.getRandomValues(new Uint32Array(4)).join('')
    signed.set(signature, { ...object, expiresAtMs: Date.now() + ticketExpiresInSeconds * 1000 })
    return signature
  }

  async function take(signature: string, object: ArrivedObject, requestId: string): Promise<StoredObject> {
    const { bytesPerSecond } = read()
    const startedAtMs = Date.now()
    if (bytesPerSecond) await carryBytes({ requestId, sizeBytes: object.body.size, bytesPerSecond })
    const found = signed.get(signature)
    if (!found)
      throw new MockRefusal(403, 'The request signature we calculated does not match.', 'SignatureDoesNotMatch')
    refuseAsTold(read().failure)
    const etag = await check(found, object, startedAtMs)
    if (found.singleUse) signed.set(signature, { ...found, expiresAtMs: 0 })
    const stored = { body: object.body, etag }
    objects.set(found.key, stored)
    return stored
  }

  async function answer(work: () => Promise<StoredObject>): Promise<Response> {
    if (read().failure === 'storage-unreachable') return HttpResponse.error()
    try {
      const { etag } = await work()
      // The body is empty, not missing: otherwise the page would get the end before it could read the headers.
      return new HttpResponse('', {
        headers: { ETag: `"${etag}"`, 'Access-Control-Expose-Headers': 'ETag' },
      })
    } catch (thrown) {
      if (thrown instanceof MockRefusal) return s3Error(thrown)
      throw thrown
    }
  }

  return {
    handlers: [
      http.put(`${base}/:key`, ({ request, requestId }) => {
        const signature = new URL(request.url).searchParams.get('X-Amz-Signature') ?? ''
        // Another set of handlers for the same API may have signed it.
        if (!signed.has(signature)) return undefined
        return answer(async () => {
          const type = request.headers.get('content-type') ?? ''
          refuseOtherMd5(request.headers.get('content-md5'), signed.get(signature))
          return take(signature, { body: await request.blob(), type }, requestId)
        })
      }),
      http.post(base, async ({ request, requestId }) => {
        const form = await request.clone().formData()
        const signature = readField(form, 'X-Amz-Signature')
        if (!signed.has(signature)) return undefined
        return answer(async () => {
          const body = [...form.values()].at(-1)
          if (!(body instanceof Blob))
            throw new MockRefusal(400, 'POST requires a file as its last field.', 'InvalidArgument')
          return take(signature, { body, type: readField(form, 'Content-Type') }, requestId)
        })
      }),
    ],
    signPut: (object) => `${base}/${encodeURIComponent(object.key)}?X-Amz-Signature=${sign(object)}`,
    signPost: (object) => ({
      url: base,
      fields: [
        ['key', object.key],
        ...(object.type === undefined ? [] : [['Content-Type', object.type] as const]),
        ['Policy', btoa(JSON.stringify({ conditions: [['eq', '$key', object.key]] }))],
        ['X-Amz-Signature', sign(object)],
      ],
    }),
    look: (key) => objects.get(key),
  }
}

/** @throws {MockRefusal} */
function refuseAsTold(failure: string | undefined): void {
  if (failure === 'ticket-expired') throw expired()
  if (failure === 'storage-busy') throw new MockRefusal(503, 'Please reduce your request rate.', 'SlowDown')
  if (failure === 'storage-refused') {
    throw new MockRefusal(403, 'The request signature we calculated does not match.', 'SignatureDoesNotMatch')
  }
}

/** Checks what arrived as S3 does, and returns its MD5. @throws {MockRefusal} */
async function check(
  { expiresAtMs, type, size, md5, look }: Signed,
  object: ArrivedObject,
  startedAtMs: number,
): Promise<string> {
  // As in S3, the signature must be valid when the request begins.
  if (startedAtMs > expiresAtMs) throw expired()
  await look?.(object)
  if ((type !== undefined && object.type !== type) || (size !== undefined && object.body.size !== size)) {
    throw new MockRefusal(403, 'The request signature we calculated does not match.', 'SignatureDoesNotMatch')
  }
  const digest = await digestOf(object.body, 'md5')
  if (md5 !== undefined && digest.base64 !== md5) {
    throw new MockRefusal(400, 'The Content-MD5 you specified did not match what we received.', 'BadDigest')
  }
  return digest.hex
}

/** Signed headers must be sent as they were signed. @throws {MockRefusal} */
function refuseOtherMd5(sent: string | null, object: SignedObject | undefined): void {
  if (sent === (object?.md5 ?? null)) return
  throw new MockRefusal(403, 'There were headers present in the request which were not signed.', 'AccessDenied')
}

function expired(): MockRefusal {
  return new MockRefusal(403, 'Request has expired', 'AccessDenied')
}

function readField(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function s3Error({ status, code = 'InternalError', message }: MockRefusal): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return HttpResponse.xml(xml, { status })
}
