import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import type { FileRecord } from '../../../src/server/records/Records.ts'
import type { AnnouncedFile } from '../../../src/server/uploads/AnnouncedFile.ts'
import { signUpload } from '../../../src/server/uploads/issue/signUpload.ts'
import { signDownload } from '../../../src/server/uploads/reading/signDownload.ts'
import type { UploadService } from '../../../src/server/uploads/UploadService.ts'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { createGraphqlApi, refuse, type Resolver } from '../graphql/createGraphqlApi.ts'
import type { SendWith } from '../referenceServerOptions.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, findKept, openUpload, signPut, type OpenedUpload } from '../vendor/vendorUploads.ts'
import { glueSdl } from './sdl.ts'

const mostAttachments = 100

/** Serves Glue: a ticket by MD5, or the file if the workspace has it; PUT or form POST; `createFile` once. */
export function createGlueApi(api: VendorApi, usualSendWith: SendWith | undefined): Hono<ApiEnv> {
  const { name, service, records } = api
  const findFile = (context: ApiContext, id: string): Promise<FileRecord | null> =>
    service.records.findFile(ownerOf(name, context), id)

  const resolvers: Readonly<Record<string, Resolver>> = {
    async uploadTicket({ input }: { readonly input: UploadTicketInput }, context) {
      const owner = ownerOf(name, context)
      const announced = readInput(input)
      const known = await findKept(service, records.findFilesByDigest(owner, input.contentMD5))
      if (known) return describeFile(service, known)
      const sendWith = (context.req.query('sendWith') ?? usualSendWith) === 'post' ? 'post' : 'put'
      return describeTicket(service, await openUpload(service, owner, announced, { sendWith }))
    },
    async createFile({ input }: { readonly input: { readonly uploadTicketID: string } }, context) {
      const owner = ownerOf(name, context)
      const [upload] = await service.records.findUploads(owner, [input.uploadTicketID])
      if (!upload) throw refuse('The upload ticket was not found.', 'NOT_FOUND')
      // The documentation does not say what a second call does; this is the stricter interpretation.
      if (upload.state !== 'pending') throw refuse('The upload ticket has been used.', 'BAD_USER_INPUT')
      return describeFile(service, await confirmUpload(service, owner, { reference: upload.id, etag: null }))
    },
    async sendMessage({ input }: { readonly input: MessageInput }, context) {
      if (input.attachments.length > mostAttachments) throw refuse('There are too many attachments.', 'BAD_USER_INPUT')
      const attachments = await Promise.all(
        input.attachments.map(async (id) => {
          const file = await findFile(context, id)
          if (!file) throw refuse('An attachment was not found.', 'NOT_FOUND')
          return describeFile(service, file)
        }),
      )
      return { id: `msg_${randomUUID()}`, text: input.text, attachments }
    },
    async node({ id }: { readonly id: string }, context) {
      const file = await findFile(context, id)
      return file && describeFile(service, file)
    },
  }
  const callOf = { uploadTicket: 'tickets', createFile: 'confirm', node: 'get', sendMessage: 'message' }
  return createGraphqlApi(api, { sdl: glueSdl, callOf, resolvers })
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
  }
}

async function describeTicket(service: UploadService, opened: OpenedUpload): Promise<object> {
  const { id } = opened.upload
  if (opened.way.sendWith === 'put') {
    const { url, headers } = await signPut(service, opened)
    return { __typename: 'UploadTicket', id, url, headers: toPairs(Object.entries(headers)), formData: null }
  }
  const signed = await signUpload(service, opened.upload, opened.way)
  if (signed.kind !== 'post') throw new Error(`A form was to be signed, not ${signed.kind}.`)
  return {
    __typename: 'UploadTicket',
    id,
    url: signed.url,
    headers: [{ name: 'Content-Type', value: 'multipart/form-data' }],
    // In the document's example, the file comes first.
    formData: toPairs([...signed.fields.slice(-1), ...signed.fields.slice(0, -1)]),
  }
}

function toPairs(entries: readonly (readonly [name: string, value: string])[]): readonly object[] {
  return entries.map(([name, value]) => ({ name, value }))
}

async function describeFile(service: UploadService, file: FileRecord): Promise<object> {
  const { url } = await signDownload(service, file)
  return {
    __typename: 'File',
    id: file.id,
    fileType: fileTypeOf(file.type),
    name: file.name,
    contentLength: String(file.size),
    contentMD5: file.digest?.base64 ?? '',
    contentType: file.type,
    metadata: file.image ?? null,
    previewable: file.type.startsWith('image/'),
    url,
  }
}

function fileTypeOf(type: string): string {
  const family = type.split('/')[0]?.toUpperCase() ?? ''
  return ['IMAGE', 'VIDEO', 'AUDIO'].includes(family) ? family : 'OTHER'
}
