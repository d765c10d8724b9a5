import { buffer } from 'node:stream/consumers'
import type { Hono } from 'hono'
import type { Metadata } from '../../../src/contract/json.ts'
import { createGate } from '../../../src/server/node/previews/createGate.ts'
import type { FileRecord, UploadRecord } from '../../../src/server/records/Records.ts'
import { signDownload } from '../../../src/server/uploads/reading/signDownload.ts'
import { Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { UploadService } from '../../../src/server/uploads/UploadService.ts'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { createStorageGate, type StorageGate } from '../gate/createStorageGate.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, openUpload } from '../vendor/vendorUploads.ts'
import { inspectPicture } from './inspectPicture.ts'
import { isOfType } from './isOfType.ts'
import { foirSdl } from './sdl.ts'

const largestPictureBytes = 64 * 1024 * 1024
/** Each picture is read into memory as a whole. */
const picturesAtOnce = 2

/** Foir's gate to storage: URLs work once, and the bytes must match their declared type. */
export function createFoirGate({ name, service, records, observation }: VendorApi, path: string): StorageGate {
  return createStorageGate({
    api: name,
    storage: service.storage,
    path,
    observation,
    isOfType,
    async open(id, { type, size }) {
      const upload = records.findUpload(id)
      if (!upload) return { status: 403, code: 'AccessDenied', message: 'Access Denied' }
      const { announced, key } = upload
      if (type !== announced.type) {
        return { status: 400, code: 'ContentTypeMismatch', message: 'Another type was declared.' }
      }
      if (size !== announced.size) {
        return { status: 400, code: 'ContentLengthMismatch', message: 'Another length was declared.' }
      }
      return { key, type, size }
    },
  })
}

/**
 * Serves Foir: keys in `x-api-key`, of which a publishable one may only read; single-use URLs; storage that checks the
 * bytes; a confirm that may be repeated.
 */
export function createFoirApi(api: VendorApi, gate: StorageGate): Hono<ApiEnv> {
  const { name, service } = api
  const { ticketExpiresInSeconds } = service.terms
  const readPicture = createPictureReader(service)
  const resolvers: Readonly<Record<string, Resolver>> = {
    async createFileUpload({ filename, mimeType, size, folder, metadata }: StartArguments, context) {
      refusePublishableKey(context)
      const { upload } = await openUpload(
        service,
        ownerOf(name, context),
        {
          name: sanitise(filename),
          size,
          type: mimeType,
          metadata: { ...metadata, ...(folder && { folder }) },
        },
        { isBehindGate: true },
      ).catch(refuseTooLarge)
      return {
        uploadId: upload.id,
        uploadUrl: new URL(gate.sign(upload.id, ticketExpiresInSeconds), context.req.url).href,
      }
    },
    async confirmFileUpload({ uploadId }: { readonly uploadId: string }, context) {
      refusePublishableKey(context)
      const owner = ownerOf(name, context)
      const [upload] = await service.records.findUploads(owner, [uploadId])
      if (!upload) throw refuse('The upload was not found.', 'NOT_FOUND')
      const image = upload.state === 'registered' ? undefined : await readPicture(upload)
      const file = { ...upload.announced, ...(image && { image }) }
      return describe(service, await confirmUpload(service, owner, { reference: uploadId, file, etag: null }))
    },
    async file({ id }: { readonly id: string }, context) {
      const file = await service.records.findFile(ownerOf(name, context), id)
      return file && describe(service, file)
    },
  }
  const callOf = { createFileUpload: 'tickets', confirmFileUpload: 'confirm', file: 'get' }
  return createGraphqlApi(api, { sdl: foirSdl, callOf, resolvers })
}

function refusePublishableKey(context: ApiContext): void {
  if (context.req.header('x-api-key')?.startsWith('pk_')) throw refuse('Insufficient permissions', 'FORBIDDEN')
}

interface StartArguments {
  readonly filename: string
  readonly mimeType: string
  readonly size: number
  readonly folder?: string | null
  readonly metadata?: Metadata | null
}

function refuseTooLarge(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'too-large') throw error
  throw refuse(`Files may have ${error.limit} bytes on your plan.`, 'FILE_TOO_LARGE')
}

function sanitise(filename: string): string {
  return filename.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'file'
}

type ReadPicture = (upload: UploadRecord) => ReturnType<typeof inspectPicture>

/** Reads a few pictures at a time, and each once however many confirms of it are under way. */
function createPictureReader({ storage }: UploadService): ReadPicture {
  const enter = createGate(picturesAtOnce)
  const running = new Map<string, ReturnType<ReadPicture>>()

  const read: ReadPicture = async ({ key }) => {
    const leave = await enter()
    try {
      const stream = await storage.read(key, { mostBytes: largestPictureBytes })
      return stream ? await inspectPicture(await buffer(stream)) : undefined
    } finally {
      leave()
    }
  }

  return async (upload) => {
    const { type, size } = upload.announced
    if (!type.startsWith('image/') || size > largestPictureBytes) return undefined
    const known = running.get(upload.id)
    if (known) return known
    const reading = read(upload).finally(() => running.delete(upload.id))
    running.set(upload.id, reading)
    return reading
  }
}

async function describe(service: UploadService, file: FileRecord): Promise<object> {
  const { url } = await signDownload(service, file)
  const { alt } = file.metadata
  return {
    id: file.id,
    filename: file.name,
    mimeType: file.type,
    size: file.size,
    url,
    width: file.image?.width ?? null,
    height: file.image?.height ?? null,
    blurhash: file.image?.blurhash ?? null,
    alt: typeof alt === 'string' ? alt : null,
    createdAt: new Date(file.createdAtMs).toISOString(),
  }
}
