import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import { readName } from '../../../src/server/http/body/readFile.ts'
import { signDownload } from '../../../src/server/uploads/reading/signDownload.ts'
import { Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { createStorageGate, type StorageGate } from '../gate/createStorageGate.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, openUpload } from '../vendor/vendorUploads.ts'
import { AttachmentTable, type Attachment } from './attachmentTable.ts'
import { ionSdl } from './sdl.ts'
import { UploadTable } from './uploadTable.ts'

const downloadSeconds = 120
const keyPrefix = 'uploads/'

/** An entity to which nobody may attach files. */
const lockedEntity = '9999'

/** An entity's id differs from the id of the object it belongs to. */
const entityIdOf = (id: string): string => String(9000 + Number(id))

/** ION's gate to storage: single-use URLs for the type that follows from the file name. */
export function createIonGate({ name, service, records, observation }: VendorApi, path: string): StorageGate {
  const uploads = new UploadTable(records.database)
  return createStorageGate({
    api: name,
    storage: service.storage,
    path,
    observation,
    async open(id, { type, size }) {
      const asked = uploads.find(keyPrefix + id)
      if (!asked) return { status: 403, code: 'AccessDenied', message: 'Access Denied' }
      if (type !== asked.type) {
        const message = 'The request signature we calculated does not match.'
        return { status: 403, code: 'SignatureDoesNotMatch', message }
      }
      const file = { name: asked.filename, size, type, metadata: {} }
      const opened = await openUpload(service, asked.owner, file, { isBehindGate: true }).catch((error: unknown) => {
        if (error instanceof Refusal) return error
        throw error
      })
      if (opened instanceof Refusal) return { status: 400, code: 'EntityTooLarge', message: opened.message }
      uploads.setUpload(asked.key, opened.upload.id)
      return { key: opened.upload.key, type, size }
    },
  })
}

/** Serves ION: an upload URL by file name alone, then an attachment from storage's key and ETag. */
export function createIonApi(api: VendorApi, gate: StorageGate): Hono<ApiEnv> {
  const { name, service, records } = api
  const uploads = new UploadTable(records.database)
  const attachments = new AttachmentTable(records.database)

  const describe = async ({ id, owner, filename, entityId, fileId }: Attachment): Promise<object | null> => {
    const file = await service.records.findFile(owner, fileId)
    if (!file) return null
    const terms = { ...service.terms, urlExpiresInSeconds: downloadSeconds }
    const { url } = await signDownload({ ...service, terms }, { ...file, name: filename })
    return { id, filename, entityId, downloadUrl: url }
  }

  async function createFileAttachment({ input }: CreateInput, context: ApiContext): Promise<object> {
    const { s3Key, s3Etag, validateUpload } = input
    const owner = ownerOf(name, context)
    const filename = readName({ name: input.filename })
    if (!/^\d{1,9}$/.test(input.entityId)) throw refuse('The entity does not exist.')
    // '09999' is the entity 9999, too.
    const entityId = String(Number(input.entityId))
    if (entityId === lockedEntity) throw refuse('Permission denied')
    const asked = uploads.find(s3Key)
    if (asked?.owner !== owner) throw refuse('The storage object was not found.')
    const etag = validateUpload ? s3Etag : null
    const file =
      asked.uploadId === null
        ? null
        : await confirmUpload(service, owner, { reference: asked.uploadId, etag }).catch(refuseUnverified)
    // A file that is registered already may have been so under another ETag.
    if (!file || (etag !== null && etag !== file.etag)) return refuseUnverified()
    return { fileAttachment: describe(attachments.add({ owner, entityId, filename, fileId: file.id })) }
  }

  const resolvers: Readonly<Record<string, Resolver>> = {
    requestFileUploadUrl({ filename: given }: { filename: string }, context) {
      // Kept before any byte comes, so it must not be as long as a call.
      const filename = readName({ name: given })
      const type = getMimeType(filename) ?? 'application/octet-stream'
      const id = randomUUID()
      uploads.add({ key: keyPrefix + id, owner: ownerOf(name, context), filename, type })
      const uploadUrl = new URL(gate.sign(id, service.terms.ticketExpiresInSeconds), context.req.url).href
      return { uploadUrl, s3Key: keyPrefix + id, contentType: type }
    },
    createFileAttachment,
    fileAttachment({ id }: { id: string }, context) {
      const attachment = attachments.find(ownerOf(name, context), id)
      return attachment ? describe(attachment) : null
    },
    ...Object.fromEntries(
      ['runStep', 'run', 'procedure', 'step', 'part', 'runStepField'].map((field) => [
        field,
        ({ id }: { id: string }) => (/^\d+$/.test(id) ? { id, entity: { id: entityIdOf(id) } } : null),
      ]),
    ),
  }

  const callOf = { requestFileUploadUrl: 'tickets', createFileAttachment: 'confirm', fileAttachment: 'get' }
  return createGraphqlApi(api, { sdl: ionSdl, callOf, resolvers, hasCodes: false })
}

interface CreateInput {
  readonly input: {
    readonly filename: string
    readonly s3Key: string
    readonly s3Etag: string
    readonly entityId: string
    readonly validateUpload?: boolean
  }
}

function refuseUnverified(error?: unknown): never {
  if (error !== undefined && !(error instanceof Refusal)) throw error
  throw refuse('validateUpload failed: the ETag does not match what storage has.')
}
