import type { HttpHandler } from 'msw'
import { graphqlHandler, type RootField, type Variables } from '../graphqlHandler.js'
import { inputOf, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'
import { typeByName } from '../typeByName.js'

/** How the mocked ION and its storage behave. Its URLs are single-use and valid for `ticketExpiresInSeconds`. */
export interface IonHandlersOptions extends MockOptions<'not-verified'> {
  /** As in `createIonBackend({ endpoint })`. */
  readonly endpoint: string
}

/** 'confirm-refused' is ION's "Permission denied"; 'not-verified' means that the ETag is not that of the object. */
export type IonFailure = MockFailure | 'not-verified'

interface Attachment {
  readonly id: number
  readonly filename: string
  readonly entityId: string
  readonly key: string
}

/** A run step, run, procedure, step, part or run step field. Its entity's id is not its own. */
const attachable: RootField = {
  call: 'other',
  resolve: ({ id }) => ({ id: String(id), entity: { id: String(9000 + Number(id)) } }),
}

/**
 * ION's file API and the storage behind it, for MSW. Registering twice creates two attachments, because ION promises nothing else.
 *
 * @example setupServer(...createIonHandlers(() => ({ endpoint: 'https://ion.example/graphql' })))
 */
export function createIonHandlers(read: () => IonHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('ion', read)
  const attachments: Attachment[] = []
  let uploads = 0

  function requestFileUploadUrl(variables: Variables): object {
    const filename = textOf(variables, 'filename')
    const contentType = typeByName(filename)
    const s3Key = `uploads/${++uploads}/${filename}`
    return { uploadUrl: storage.signPut({ key: s3Key, type: contentType, singleUse: true }), s3Key, contentType }
  }

  function createFileAttachment(variables: Variables): object {
    const input = inputOf(variables)
    const filename = textOf(input, 'filename')
    const key = textOf(input, 's3Key')
    const entityId = textOf(input, 'entityId')
    if (read().failure === 'not-verified') throw otherEtag()
    if (input['validateUpload'] === true && storage.look(key)?.etag !== textOf(input, 's3Etag')) throw otherEtag()
    const attachment = { id: 4000 + attachments.length, filename, entityId, key }
    attachments.push(attachment)
    read().onRegistered?.(attachment)
    return { fileAttachment: describeAttachment(attachment) }
  }

  /** Each request gets a new link. */
  function describeAttachment({ key, ...attachment }: Attachment): object {
    const body = storage.look(key)?.body
    return { ...attachment, downloadUrl: body ? URL.createObjectURL(body) : '' }
  }

  return [
    graphqlHandler({
      endpoint: pageUrl(read().endpoint),
      read,
      hasCodes: false,
      fields: {
        requestFileUploadUrl: { call: 'ticket', resolve: requestFileUploadUrl },
        createFileAttachment: { call: 'confirm', resolve: createFileAttachment },
        fileAttachment: {
          call: 'other',
          resolve: ({ id }) => {
            const found = attachments.find((attachment) => String(attachment.id) === String(id))
            return found ? describeAttachment(found) : null
          },
        },
        runStep: attachable,
        run: attachable,
        procedure: attachable,
        step: attachable,
        part: attachable,
        runStepField: attachable,
      },
    }),
    ...storage.handlers,
  ]
}

function otherEtag(): MockRefusal {
  return new MockRefusal(200, 'validateUpload failed: the ETag does not match what storage has.')
}
