import type { Hono, MiddlewareHandler } from 'hono'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { confirmUpload } from '../ticket-service/confirmUpload.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import type { FileRecord } from '../ticket-service/fileTable.ts'
import { signDownload } from '../ticket-service/signDownload.ts'
import type { Ticket } from '../ticket-service/ticketTable.ts'
import { createStorageGate, type GateRefusal, type StorageGate } from '../gate/createStorageGate.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import type { Observation } from '../testing/observeCall.ts'
import { inspectPicture } from './inspectPicture.ts'
import { isOfType } from './isOfType.ts'
import { foirSdl } from './sdl.ts'

const largestPictureBytes = 64 * 1024 * 1024

/** Foir's gate to storage: URLs work once, and the bytes must match their declared type. */
export function createFoirGate(service: TicketService, path: string, observation: Observation): StorageGate {
  return createStorageGate({ api: 'foir', service, path, observation, rule: refuseUndeclared, isOfType })
}

/**
 * Serves Foir: keys in `x-api-key`, of which a publishable one may only read; single-use URLs; storage that checks the
 * bytes; a confirm that may be repeated.
 */
export function createFoirApi(
  service: TicketService,
  gate: StorageGate,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const resolvers: Readonly<Record<string, Resolver>> = {
    createFileUpload({ filename, mimeType, size, folder, metadata }: StartArguments, context) {
      refusePublishableKey(context)
      const { maxSinglePutBytes, quarterHourSeconds } = service.settings
      if (size > maxSinglePutBytes)
        throw refuse(`Files may have ${maxSinglePutBytes} bytes on your plan.`, 'FILE_TOO_LARGE')
      const ticket = service.tickets.open(ownerOf(context), {
        name: sanitise(filename),
        size,
        type: mimeType,
        metadata: { ...metadata, ...(folder && { folder }) },
        idempotencyKey: '',
      })
      return {
        uploadId: ticket.id,
        uploadUrl: new URL(gate.sign(ticket, quarterHourSeconds), context.req.url).href,
      }
    },
    async confirmFileUpload({ uploadId }: { readonly uploadId: string }, context) {
      refusePublishableKey(context)
      const owner = ownerOf(context)
      const ticket = service.tickets.find(owner, uploadId)
      if (!ticket) throw refuse('The upload was not found.', 'NOT_FOUND')
      const known = service.files.findByTicket(ticket.id)
      if (known) return describe(service, known)
      const image = await readPicture(service, ticket)
      const file = { ...ticket.announced, ...(image && { image }) }
      return describe(service, await confirmUpload(service, owner, { reference: uploadId, file, etag: null }))
    },
    file({ id }: { readonly id: string }, context) {
      const record = service.files.find(ownerOf(context), id)
      return record ? describe(service, record) : null
    },
  }
  const callOf = { createFileUpload: 'tickets', confirmFileUpload: 'confirm', file: 'get' }
  return createGraphqlApi({ name: 'foir', sdl: foirSdl, callOf, resolvers }, observation, identify)
}

function refusePublishableKey(context: ApiContext): void {
  if (context.req.header('x-api-key')?.startsWith('pk_')) throw refuse('Insufficient permissions', 'FORBIDDEN')
}

interface StartArguments {
  readonly filename: string
  readonly mimeType: string
  readonly size: number
  readonly folder?: string | null
  readonly metadata?: Readonly<Record<string, unknown>> | null
}

function refuseUndeclared(
  { announced }: Ticket,
  { type, size }: { type: string; size: number },
): GateRefusal | undefined {
  if (type !== announced.type)
    return { status: 400, code: 'ContentTypeMismatch', message: 'Another type was declared.' }
  if (size !== announced.size)
    return { status: 400, code: 'ContentLengthMismatch', message: 'Another length was declared.' }
  return undefined
}

function sanitise(filename: string): string {
  return filename.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'file'
}

async function readPicture(
  service: TicketService,
  { key, announced }: Ticket,
): Promise<Awaited<ReturnType<typeof inspectPicture>>> {
  if (!announced.type.startsWith('image/') || announced.size > largestPictureBytes) return undefined
  const bytes = await service.objects.read(key)
  return bytes ? inspectPicture(bytes) : undefined
}

async function describe(service: TicketService, record: FileRecord): Promise<object> {
  const { url } = await signDownload(service, record)
  const { alt } = record.metadata
  return {
    id: record.id,
    filename: record.name,
    mimeType: record.type,
    size: record.size,
    url,
    width: record.image?.width ?? null,
    height: record.image?.height ?? null,
    blurhash: record.image?.blurhash ?? null,
    alt: typeof alt === 'string' ? alt : null,
    createdAt: record.createdAt,
  }
}

function ownerOf(context: ApiContext): string {
  return `foir/${context.get('tenant')}`
}
