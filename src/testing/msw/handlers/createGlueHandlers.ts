import type { HttpHandler } from 'msw'
import { graphqlHandler, type Variables } from '../graphqlHandler.js'
import { digestIn, fieldsOf, inputOf, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage, type MockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked Glue and its storage behave. */
export interface GlueHandlersOptions extends MockOptions {
  /** As in `createGlueBackend({ endpoint })`. */
  readonly endpoint: string
  /** The kind of tickets. @default 'put' */
  readonly sendWith?: 'put' | 'post'
}

export type GlueFailure = MockFailure

interface Ticket {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly contentLength: string
  readonly contentMD5: string
  readonly contentType: string
  readonly metadata: object | null
}

/**
 * Glue's attachments API and the storage behind it, for MSW: recognises files by their MD5, and accepts each ticket once.
 *
 * @example setupServer(...createGlueHandlers(() => ({ endpoint: 'https://glue.example/graphql' })))
 */
export function createGlueHandlers(read: () => GlueHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('glue', read)
  const tickets = new Map<string, Ticket>()
  const used = new Set<string>()
  const filesByMd5 = new Map<string, { readonly id: string }>()

  function uploadTicket(variables: Variables): object {
    const input = inputOf(variables)
    const contentMD5 = digestIn(input, 'contentMD5', 16)
    const known = filesByMd5.get(contentMD5)
    if (known) return known
    const number = tickets.size + 1
    const ticket = {
      id: `upl_${number}`,
      key: `files/${number}`,
      name: textOf(input, 'name'),
      contentLength: lengthIn(input),
      contentMD5,
      contentType: textOf(input, 'contentType'),
      metadata: metadataIn(input),
    }
    tickets.set(ticket.id, ticket)
    return describeTicket(storage, ticket, read().sendWith ?? 'put')
  }

  function createFile(variables: Variables): object {
    const ticket = tickets.get(textOf(inputOf(variables), 'uploadTicketID'))
    if (!ticket) throw new MockRefusal(200, 'The upload ticket was not found.', 'NOT_FOUND')
    // The documentation does not say what a second call does. This is the stricter of the two readings.
    if (used.has(ticket.id)) throw new MockRefusal(200, 'The upload ticket has been used.', 'BAD_USER_INPUT')
    const object = storage.look(ticket.key)
    if (!object) throw new MockRefusal(200, 'Nothing has been uploaded under this ticket.', 'BAD_USER_INPUT')
    used.add(ticket.id)
    const file = describeFile(ticket, object.body)
    filesByMd5.set(ticket.contentMD5, file)
    read().onRegistered?.(file)
    return file
  }

  const findNode = ({ id }: Variables): object | null => [...filesByMd5.values()].find((file) => file.id === id) ?? null

  return [
    graphqlHandler({
      endpoint: pageUrl(read().endpoint),
      read,
      fields: {
        uploadTicket: { call: 'ticket', resolve: uploadTicket },
        createFile: { call: 'confirm', resolve: createFile },
        node: { call: 'other', resolve: findNode },
      },
    }),
    ...storage.handlers,
  ]
}

/** A String, although it is a number of bytes. */
function lengthIn(input: Variables): string {
  const length = input['contentLength']
  if (typeof length === 'string' && /^\d+$/.test(length)) return length
  throw new MockRefusal(400, 'contentLength must be a String with a number of bytes.', 'BAD_USER_INPUT')
}

/** Accepts width and height, and nothing else. */
function metadataIn(input: Variables): object | null {
  const metadata = input['metadata'] === undefined ? null : fieldsOf(input, 'metadata')
  const unknown = Object.keys(metadata ?? {}).find((field) => field !== 'width' && field !== 'height')
  if (unknown === undefined) return metadata
  throw new MockRefusal(400, `Field "${unknown}" is not defined by type "UploadMetadata".`, 'GRAPHQL_VALIDATION_FAILED')
}

function describeTicket(
  storage: MockStorage,
  { id, key, contentType: type, contentLength, contentMD5: md5 }: Ticket,
  sendWith: 'put' | 'post',
): object {
  const object = { key, type, size: Number(contentLength), md5 }
  if (sendWith === 'put') {
    const headers = [
      { name: 'Content-Type', value: type },
      { name: 'Content-MD5', value: md5 },
    ]
    return { __typename: 'UploadTicket', id, url: storage.signPut(object), headers, formData: null }
  }
  const { url, fields } = storage.signPost(object)
  // Not last, so that the sender has to put it last.
  const formData = [{ name: 'file', value: '@file' }, ...fields.map(([name, value]) => ({ name, value }))]
  return {
    __typename: 'UploadTicket',
    id,
    url,
    headers: [{ name: 'Content-Type', value: 'multipart/form-data' }],
    formData,
  }
}

function describeFile(
  { id, name, contentLength, contentMD5, contentType, metadata }: Ticket,
  body: Blob,
): { readonly id: string; readonly [field: string]: unknown } {
  const [family = ''] = contentType.split('/')
  return {
    __typename: 'File',
    id: id.replace('upl_', 'fil_'),
    fileType: ['image', 'video', 'audio'].includes(family) ? family.toUpperCase() : 'OTHER',
    name,
    contentLength,
    contentMD5,
    contentType,
    metadata: metadata && { width: null, height: null, blurHash: null, ...metadata },
    previewable: family === 'image',
    url: URL.createObjectURL(body),
  }
}
