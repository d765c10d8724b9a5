import type { HttpHandler } from 'msw'
import { readImageSize } from '../../../inspect/worker/image/imageSize.js'
import { sniffType } from '../../../inspect/worker/sniff/sniffType.js'
import type { MockCall } from '../answerCall.js'
import { graphqlHandler, type Variables } from '../graphqlHandler.js'
import { bytesOf, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { type ArrivedObject, createMockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked Foir (usually behind the app's own broker) and its storage behave. Its URLs are single-use. */
export interface FoirHandlersOptions extends MockOptions<'too-large' | 'type-mismatch'> {
  /** As in `createFoirBackend({ endpoint })`. */
  readonly endpoint: string
  /** The plan's limit for one file, bytes. @default no limit */
  readonly maxSizeBytes?: number
  /**
   * With this list the endpoint acts as Foir itself: it accepts only requests with one of these keys in `x-api-key`.
   * Keys that begin with 'pk_' may only read. @default the endpoint acts as the app's broker and accepts every request
   */
  readonly apiKeys?: readonly string[]
}

export type FoirFailure = MockFailure | 'too-large' | 'type-mismatch'

interface FoirUpload {
  readonly uploadId: string
  readonly filename: string
  readonly mimeType: string
  readonly alt: string | null
}

/** The same for every picture, because the real server measures it. */
const blurhash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'

/**
 * Foir's files API and the storage behind it, for MSW: sanitises names, checks that bytes are what was declared, and
 * may confirm repeatedly.
 *
 * @example setupServer(...createFoirHandlers(() => ({ endpoint: 'https://app.example/api/media' })))
 */
export function createFoirHandlers(read: () => FoirHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('foir', () => ({ ticketExpiresInSeconds: 15 * 60, ...read() }))
  const uploads = new Map<string, FoirUpload>()
  const filesByUpload = new Map<string, { readonly id: string }>()

  function createFileUpload(variables: Variables): object {
    const size = bytesOf(variables, 'size')
    const { failure, maxSizeBytes = Infinity } = read()
    if (failure === 'too-large' || size > maxSizeBytes) {
      throw new MockRefusal(200, 'The file is larger than your plan allows.', 'FILE_TOO_LARGE')
    }
    const uploadId = `upl_${uploads.size + 1}`
    const mimeType = textOf(variables, 'mimeType')
    uploads.set(uploadId, {
      uploadId,
      filename: sanitise(textOf(variables, 'filename')),
      mimeType,
      alt: altIn(variables['metadata']),
    })
    const look = (object: ArrivedObject) => refuseUndeclared(object, { size, mimeType }, read().failure)
    return { uploadId, uploadUrl: storage.signPut({ key: uploadId, singleUse: true, look }) }
  }

  async function confirmFileUpload(variables: Variables): Promise<object> {
    const upload = uploads.get(textOf(variables, 'uploadId'))
    const known = upload && filesByUpload.get(upload.uploadId)
    if (known) return known
    const object = upload && storage.look(upload.uploadId)
    if (!upload || !object) throw new MockRefusal(200, 'The upload was not found.', 'NOT_FOUND')
    const file = await describeFile(upload, object.body)
    filesByUpload.set(upload.uploadId, file)
    read().onRegistered?.(file)
    return file
  }

  const findFile = ({ id }: Variables): object | null =>
    [...filesByUpload.values()].find((file) => file.id === id) ?? null

  return [
    graphqlHandler({
      endpoint: pageUrl(read().endpoint),
      read,
      authorize: (headers, call) => refuseWrongKey(headers.get('x-api-key'), call, read().apiKeys),
      fields: {
        createFileUpload: { call: 'ticket', resolve: createFileUpload },
        confirmFileUpload: { call: 'confirm', resolve: confirmFileUpload },
        file: { call: 'other', resolve: findFile },
      },
    }),
    ...storage.handlers,
  ]
}

/** @throws {MockRefusal} */
function refuseWrongKey(key: string | null, call: MockCall, keys: readonly string[] | undefined): void {
  if (!keys) return
  if (key === null || !keys.includes(key)) throw new MockRefusal(401, 'Authentication required', 'UNAUTHENTICATED')
  if (key.startsWith('pk_') && call !== 'other') throw new MockRefusal(200, 'Insufficient permissions', 'FORBIDDEN')
}

/** Unlike S3, this storage answers 400 instead of 403, and examines the bytes. @throws {MockRefusal} */
async function refuseUndeclared(
  { body, type }: ArrivedObject,
  declared: { readonly size: number; readonly mimeType: string },
  failure: string | undefined,
): Promise<void> {
  if (body.size !== declared.size) throw new MockRefusal(400, 'Another length was declared.', 'ContentLengthMismatch')
  const isOther = type !== declared.mimeType || !(await isOfType(body, declared.mimeType))
  if (isOther || failure === 'type-mismatch') {
    throw new MockRefusal(400, 'Another type was declared.', 'ContentTypeMismatch')
  }
}

const recognisable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp'])

async function isOfType(body: Blob, type: string): Promise<boolean> {
  const sniffed = sniffType(await headOf(body))
  if (recognisable.has(type)) return sniffed === type
  return !type.startsWith('image/') || sniffed === undefined || sniffed === type
}

async function headOf(body: Blob): Promise<Uint8Array> {
  return new Uint8Array(await body.slice(0, 64 * 1024).arrayBuffer())
}

function sanitise(filename: string): string {
  return filename.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'file'
}

function altIn(metadata: unknown): string | null {
  const alt = typeof metadata === 'object' && metadata !== null && 'alt' in metadata ? metadata.alt : null
  return typeof alt === 'string' ? alt : null
}

async function describeFile(
  { uploadId, filename, mimeType, alt }: FoirUpload,
  body: Blob,
): Promise<{ readonly id: string; readonly [field: string]: unknown }> {
  const size = mimeType.startsWith('image/') ? readImageSize(await headOf(body), mimeType) : undefined
  return {
    id: uploadId.replace('upl_', 'file_'),
    filename,
    mimeType,
    size: body.size,
    url: URL.createObjectURL(body),
    width: size?.width ?? null,
    height: size?.height ?? null,
    blurhash: size ? blurhash : null,
    alt,
    createdAt: new Date().toISOString(),
  }
}
