import { randomUUID } from 'node:crypto'
import type { Hono, MiddlewareHandler } from 'hono'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { AnnouncedFile } from '../ticket-service/announcedFile.ts'
import { confirmUpload } from '../ticket-service/confirmUpload.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import type { FileRecord } from '../ticket-service/fileTable.ts'
import { signDownload } from '../ticket-service/signDownload.ts'
import type { Ticket } from '../ticket-service/ticketTable.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import type { Observation } from '../testing/observeCall.ts'
import { glueSdl } from './sdl.ts'

/** Serves Glue: a ticket by MD5, or the file if the workspace has it; PUT or form POST; `createFile` once. */
export function createGlueApi(
  service: TicketService,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const resolvers: Readonly<Record<string, Resolver>> = {
    async uploadTicket({ input }: { readonly input: UploadTicketInput }, context) {
      const owner = ownerOf(context)
      const announced = readInput(input)
      const known = service.files.findByDigest(owner, input.contentMD5)
      if (known && (await service.objects.look(known.key))) return describeFile(service, known)
      return describeTicket(
        service,
        service.tickets.open(owner, announced),
        context.req.query('sendWith') ?? service.settings.sendWith ?? 'put',
      )
    },
    async createFile({ input }: { readonly input: { readonly uploadTicketID: string } }, context) {
      const owner = ownerOf(context)
      const ticket = service.tickets.find(owner, input.uploadTicketID)
      if (!ticket) throw refuse('The upload ticket was not found.', 'NOT_FOUND')
      // The documentation does not say what a second call does; this is the stricter interpretation.
      if (ticket.state !== 'open') throw refuse('The upload ticket has been used.', 'BAD_USER_INPUT')
      const record = await confirmUpload(service, owner, { reference: ticket.id, file: ticket.announced, etag: null })
      return describeFile(service, record)
    },
    async sendMessage({ input }: { readonly input: MessageInput }, context) {
      const records = input.attachments.map((id) => {
        const record = service.files.find(ownerOf(context), id)
        if (!record) throw refuse('An attachment was not found.', 'NOT_FOUND')
        return record
      })
      const attachments = await Promise.all(records.map((record) => describeFile(service, record)))
      return { id: `msg_${randomUUID()}`, text: input.text, attachments }
    },
    node({ id }: { readonly id: string }, context) {
      const record = service.files.find(ownerOf(context), id)
      return record ? describeFile(service, record) : null
    },
  }
  const callOf = { uploadTicket: 'tickets', createFile: 'confirm', node: 'get', sendMessage: 'message' }
  return createGraphqlApi({ name: 'glue', sdl: glueSdl, callOf, resolvers }, observation, identify)
}

interface UploadTicketInput {
  readonly name: string
  readonly contentLength: string
  readonly contentMD5: string
  readonly contentType: string
  readonly metadata?: { readonly width?: number; readonly height?: number } | null
}

interface MessageInput {
  readonly text: string
  readonly attachments: readonly string[]
}

function readInput({ name, contentLength, contentMD5, contentType, metadata }: UploadTicketInput): AnnouncedFile {
  const size = Number(contentLength)
  if (!/^\d+$/.test(contentLength)) throw refuse('contentLength must be a number of bytes.', 'BAD_USER_INPUT')
  if (Buffer.from(contentMD5, 'base64').length !== 16) throw refuse('contentMD5 must be base64.', 'BAD_USER_INPUT')
  const { width, height } = metadata ?? {}
  return {
    name,
    size,
    type: contentType,
    digest: { algorithm: 'md5', base64: contentMD5 },
    ...(width !== undefined && height !== undefined && { image: { width, height } }),
    metadata: {},
    idempotencyKey: '',
  }
}

async function describeTicket(
  { presigner, settings }: TicketService,
  ticket: Ticket,
  sendWith: string,
): Promise<object> {
  const { id, key, announced } = ticket
  const object = { key, ...announced, expiresInSeconds: settings.ticketExpiresInSeconds }
  if (sendWith !== 'post') {
    const { url, headers } = await presigner.put(object)
    return { __typename: 'UploadTicket', id, url, headers: toPairs(headers), formData: null }
  }
  const { url, fields } = await presigner.post(object)
  const formData = [{ name: 'file', value: '@file' }, ...fields.map(([name, value]) => ({ name, value }))]
  return {
    __typename: 'UploadTicket',
    id,
    url,
    headers: [{ name: 'Content-Type', value: 'multipart/form-data' }],
    formData,
  }
}

function toPairs(record: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }))
}

async function describeFile(service: TicketService, record: FileRecord): Promise<object> {
  const { url } = await signDownload(service, record)
  return {
    __typename: 'File',
    id: record.id,
    fileType: fileTypeOf(record.type),
    name: record.name,
    contentLength: String(record.size),
    contentMD5: record.digest?.base64 ?? '',
    contentType: record.type,
    metadata: record.image ?? null,
    previewable: record.type.startsWith('image/'),
    url,
  }
}

function fileTypeOf(type: string): string {
  const family = type.split('/')[0]?.toUpperCase() ?? ''
  return ['IMAGE', 'VIDEO', 'AUDIO'].includes(family) ? family : 'OTHER'
}

function ownerOf(context: ApiContext): string {
  return `glue/${context.get('tenant')}`
}
