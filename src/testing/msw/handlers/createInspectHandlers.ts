import { http, HttpResponse, type HttpHandler } from 'msw'
import { answerCall } from '../answerCall.js'
import { digestOf } from '../digestOf.js'
import { bytesOf, digestIn, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked Inspect and its storage behave. Its URLs are valid for 15 minutes by default. */
export interface InspectHandlersOptions extends MockOptions<'asset-not-found' | 'not-verified'> {
  /** As in `createInspectBackend({ url })`. */
  readonly url: string
  /** As in `createInspectBackend({ completePath })`. @default '/api/inspect/v1/file/upload/complete' */
  readonly completePath?: string
}

export type InspectFailure = MockFailure | 'asset-not-found' | 'not-verified'

interface InspectUpload {
  readonly id: string
  readonly assetId: string
  readonly hash: string
  readonly name: string
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const presignedPath = '/api/inspect/v1/file/upload/presigned'

/**
 * The file API of Screening Eagle's Inspect and the storage behind it, for MSW: recognises the completed files of an asset by their SHA-256.
 *
 * @example setupServer(...createInspectHandlers(() => ({ url: 'https://inspect.example' })))
 */
export function createInspectHandlers(read: () => InspectHandlersOptions): readonly HttpHandler[] {
  const { url, completePath = '/api/inspect/v1/file/upload/complete' } = read()
  const storage = createMockStorage('inspect', () => ({ ticketExpiresInSeconds: 15 * 60, ...read() }))
  const uploads = new Map<string, InspectUpload>()
  const complete = new Map<string, InspectUpload>()
  const at = (path: string): string => pageUrl(`${url.replace(/\/$/, '')}${path}`)

  async function presign(request: Request): Promise<Response> {
    const body = (await request.json()) as Readonly<Record<string, unknown>>
    const [assetId, name, type] = [textOf(body, 'assetID'), textOf(body, 'name'), textOf(body, 'contentType')]
    if (!uuid.test(assetId)) throw new MockRefusal(400, 'assetID must be a UUID')
    if (read().failure === 'asset-not-found') throw new MockRefusal(404, 'asset not found')
    const hash = digestIn(body, 'hash', 32)
    const size = bytesOf(body, 'size')
    const known = complete.get(`${assetId} ${hash}`)
    if (known) return HttpResponse.json({ data: { id: known.id } }, { status: 200 })
    const id = crypto.randomUUID()
    uploads.set(id, { id, assetId, hash, name })
    const presignedURL = storage.signPut({ key: id, type, size })
    return HttpResponse.json({ data: { presignedURL, id } }, { status: 201 })
  }

  async function markComplete(request: Request): Promise<Response> {
    const upload = uploads.get(textOf((await request.json()) as Readonly<Record<string, unknown>>, 'id'))
    if (!upload) throw new MockRefusal(404, 'file not found')
    const { id, assetId, hash } = upload
    const object = storage.look(id)
    const isRight = object !== undefined && (await digestOf(object.body, 'sha-256')).base64 === hash
    // The documentation says that the hash is checked, but not how a file that fails is refused.
    if (!isRight || read().failure === 'not-verified') throw new MockRefusal(409, 'hash mismatch')
    if (!complete.has(`${assetId} ${hash}`)) read().onRegistered?.(upload)
    complete.set(`${assetId} ${hash}`, upload)
    return HttpResponse.json({ data: { id } })
  }

  return [
    http.post(at(presignedPath), ({ request }) =>
      answerCall({ options: read(), call: 'ticket', respond: refuse, work: () => presign(request) }),
    ),
    http.post(at(completePath), ({ request }) =>
      answerCall({ options: read(), call: 'confirm', respond: refuse, work: () => markComplete(request) }),
    ),
    ...storage.handlers,
  ]
}

/** The documentation's sample says 'Forbidden' for every status, so only the status distinguishes errors. */
function refuse({ status, message }: MockRefusal): Response {
  return HttpResponse.json({ error: 'Forbidden', errorDescription: message }, { status })
}
