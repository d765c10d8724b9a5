import type { Hono, MiddlewareHandler } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import { createStorageGate, type StorageGate } from '../gate/createStorageGate.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import type { Observation } from '../testing/observeCall.ts'
import { AttachmentTable, type Attachment } from './attachmentTable.ts'
import { ionSdl } from './sdl.ts'

const downloadSeconds = 120

/** An entity to which nobody may attach files. */
const lockedEntity = '9999'

/** An entity's id differs from the id of the object it belongs to. */
const entityIdOf = (id: string): string => String(9000 + Number(id))

/** ION's gate to storage: single-use URLs for the type that follows from the file name. */
export function createIonGate(service: TicketService, path: string, observation: Observation): StorageGate {
  return createStorageGate({
    api: 'ion',
    service,
    path,
    observation,
    rule: ({ announced }, { type }) =>
      type === announced.type
        ? undefined
        : {
            status: 403,
            code: 'SignatureDoesNotMatch',
            message: 'The request signature we calculated does not match.',
          },
  })
}

/** Serves ION: an upload URL by file name alone, then an attachment from storage's key and ETag. */
export function createIonApi(
  service: TicketService,
  gate: StorageGate,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const attachments = new AttachmentTable(service.database)
  const describe = async ({ id, filename, entityId, key }: Attachment): Promise<object> => ({
    id,
    filename,
    entityId,
    downloadUrl: await service.presigner.get({ key, expiresInSeconds: downloadSeconds }),
  })

  async function createFileAttachment({ input }: CreateInput, context: ApiContext): Promise<object> {
    const { filename, s3Key: key, s3Etag, entityId, validateUpload } = input
    const owner = ownerOf(context)
    if (!/^\d{1,9}$/.test(entityId)) throw refuse('The entity does not exist.')
    if (entityId === lockedEntity) throw refuse('Permission denied')
    if (service.tickets.findByKey(key)?.owner !== owner) throw refuse('The storage object was not found.')
    if (validateUpload) {
      const object = await service.objects.look(key)
      if (object?.etag !== s3Etag) throw refuse('validateUpload failed: the ETag does not match what storage has.')
    }
    return { fileAttachment: describe(attachments.add({ owner, entityId, filename, key })) }
  }

  const resolvers: Readonly<Record<string, Resolver>> = {
    requestFileUploadUrl({ filename }: { filename: string }, context) {
      const type = getMimeType(filename) ?? 'application/octet-stream'
      // The client does not send the size, so ION reads it from storage.
      const announced = { name: filename, size: 0, type, metadata: {}, idempotencyKey: '' }
      const ticket = service.tickets.open(ownerOf(context), announced)
      const uploadUrl = new URL(gate.sign(ticket, service.settings.ticketExpiresInSeconds), context.req.url).href
      return { uploadUrl, s3Key: ticket.key, contentType: type }
    },
    createFileAttachment,
    fileAttachment({ id }: { id: string }, context) {
      const attachment = attachments.find(ownerOf(context), id)
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
  return createGraphqlApi({ name: 'ion', sdl: ionSdl, callOf, resolvers, hasCodes: false }, observation, identify)
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

function ownerOf(context: ApiContext): string {
  return `ion/${context.get('tenant')}`
}
