import type { CallContext, StoredUpload, UploadBackend } from '../../contract/backend.js'
import { UploadError } from '../../errors/UploadError.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { graphql } from '../http/graphql.js'
import type { IonBackend } from './createIonBackend.js'
import { entityIdOf } from './entityIdOf.js'
import type { IonFile } from './IonFile.js'
import { type IonBackendOptions, isEntityId } from './options.js'
import {
  attachmentQuery,
  type IonReference,
  readFetched,
  readIonError,
  readReference,
  readRegistered,
  readRegisterError,
  readTicket,
  registerMutation,
  requestUploadQuery,
} from './protocol.js'

export type IonCalls = Required<Pick<UploadBackend<IonFile>, 'requestTicket' | 'confirm' | 'get'>> &
  Pick<IonBackend, 'registerUnder'>

export function createIonCalls(options: IonBackendOptions): IonCalls {
  const { endpoint: url, entityId: defaultEntityId, downloadUrlExpiresInSeconds = 60 } = options
  const client = createHttpClient(options)

  async function register(
    reference: IonReference,
    s3Etag: string,
    context: Pick<CallContext, 'signal'>,
  ): Promise<IonFile> {
    const data = await graphql(client, {
      label: 'createFileAttachment',
      url,
      query: registerMutation,
      variables: { input: { ...reference, s3Etag, validateUpload: true } },
      context,
      readError: readRegisterError,
    })
    return { ...readRegistered(data), s3Key: reference.s3Key, s3Etag }
  }

  return {
    async requestTicket(request, context) {
      const entityId = entityIdOf(request.metadata, defaultEntityId)
      if (entityId === undefined) throw new UploadError('request-invalid', missingEntity)
      const data = await graphql(client, {
        label: 'requestFileUploadUrl',
        url,
        query: requestUploadQuery,
        variables: { filename: request.name },
        context,
        readError: readIonError,
      })
      const { uploadUrl, s3Key, contentType } = readTicket(data)
      const reference = { s3Key, filename: request.name, entityId }
      return { kind: 'put', url: uploadUrl, headers: { 'Content-Type': contentType }, reference, singleUse: true }
    },
    confirm: (stored, context) => register(readReference(stored.reference), etagOf(stored), context),
    async get(id, context) {
      const label = 'fileAttachment'
      const variables = { id }
      const data = await graphql(client, {
        label,
        url,
        query: attachmentQuery,
        variables,
        context,
        readError: readIonError,
      })
      return readFetched(data, downloadUrlExpiresInSeconds)
    },
    async registerUnder(file, entityId, { signal = new AbortController().signal } = {}) {
      const { s3Key, s3Etag, filename } = file
      if (!isEntityId(entityId)) throw new UploadError('request-invalid', missingEntity)
      if (s3Key === undefined || s3Etag === undefined) {
        const message = `${filename} was not uploaded in this session, so its storage key is not known. Upload it again.`
        throw new UploadError('request-invalid', message)
      }
      return register({ s3Key, filename, entityId: String(entityId) }, s3Etag, { signal })
    },
  }
}

const missingEntity =
  'ION attaches files to an entity. Pass { entityId } as metadata of the upload, or as an option of the backend.'

function etagOf({ receipt }: StoredUpload): string {
  if (receipt?.etag) return receipt.etag
  const message = 'Storage hides its ETag, which ION needs. Add ETag to ExposeHeaders in the CORS rules of the bucket.'
  throw new UploadError('etag-hidden', message)
}
