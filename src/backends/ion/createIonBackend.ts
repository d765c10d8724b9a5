import { UploadError } from '../../errors/UploadError.js'
import type { CallContext, StoredUpload, UploadBackend } from '../../contract/backend.js'
import type { Metadata } from '../../contract/json.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import { graphql } from '../http/graphql.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { IonFile } from './IonFile.js'
import { checkIonOptions, type IonBackendOptions, isEntityId } from './options.js'
import {
  attachmentQuery,
  type IonReference,
  readFetched,
  readIonError,
  readIonRefusal,
  readReference,
  readRegistered,
  readRegisterError,
  readTicket,
  registerMutation,
  requestUploadQuery,
} from './protocol.js'

/** The adapter, and what ION can do beyond the contract. */
export interface IonBackend extends UploadBackend<IonFile> {
  /**
   * Registers what storage holds already under another entity, without sending it: for a file that was attached to the
   * wrong one.
   * @throws {UploadError} 'request-invalid' for a file that was not uploaded in this session, or without an entity
   */
  registerUnder(file: IonFile, entityId: string | number, context?: { readonly signal?: AbortSignal }): Promise<IonFile>
}

/**
 * A backend that speaks ION's file API: asks for an upload URL by file name, sends the bytes with the type that ION
 * derived, and registers the attachment with the ETag. Storage must expose its ETag to the page (CORS `ExposeHeaders`).
 *
 * A page sends the OAuth token of the person who is signed in. An API key speaks for the organization: it stays on a server.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * createIonBackend({
 *   endpoint: 'https://api.firstresonance.io/graphql',
 *   headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` }),
 *   entityId: await resolveIonEntity(options, { runStep: 17 }),
 * })
 */
export function createIonBackend(options: IonBackendOptions): IonBackend {
  checkIonOptions(options)
  const {
    endpoint: url,
    scope,
    entityId: defaultEntityId,
    etagIsMd5 = true,
    downloadUrlExpiresInSeconds = 60,
  } = options
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
    name: 'ion',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: etagIsMd5 ? 'md5' : null,
    sharesFiles: false,
    confirmIsIdempotent: false,
    needsEtag: true,
    etagIsMd5,
    check: (file, metadata) => reasonsAgainst(file, entityIdOf(metadata, defaultEntityId)),
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
    readRefusal: readIonRefusal,
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
    registerUnder(file, entityId, { signal = new AbortController().signal } = {}) {
      const { s3Key, s3Etag, filename } = file
      if (!isEntityId(entityId)) return Promise.reject(new UploadError('request-invalid', missingEntity))
      if (s3Key === undefined || s3Etag === undefined) {
        const why = `${filename} was not uploaded in this session, so its storage key is not known. Upload it again.`
        return Promise.reject(new UploadError('request-invalid', why))
      }
      return register({ s3Key, filename, entityId: String(entityId) }, s3Etag, { signal })
    },
  }
}

const missingEntity =
  'ION attaches a file to an entity: give the upload metadata { entityId }, or the backend the option.'

function entityIdOf({ entityId }: Metadata, fallback: IonBackendOptions['entityId']): string | undefined {
  const id = isEntityId(entityId) ? entityId : fallback
  return id === undefined ? undefined : String(id)
}

function reasonsAgainst(file: File, entityId: string | undefined): readonly RejectionReason[] {
  return [
    ...(entityId === undefined ? [{ code: 'entity-missing' }] : []),
    // ION derives the type from it, and signs that type. A dot at the start begins a name, not an extension.
    ...(hasExtension(file.name) ? [] : [{ code: 'extension-missing' }]),
    ...reasonsAgainstSinglePut(file),
  ]
}

function hasExtension(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return /[^.]/.test(name.slice(0, dot + 1)) && /^[a-z\d]+$/i.test(name.slice(dot + 1))
}

function etagOf({ receipt }: StoredUpload): string {
  if (receipt?.etag) return receipt.etag
  const why = 'Storage hides its ETag, which ION asks for. Add ETag to ExposeHeaders in the CORS rules of the bucket.'
  throw new UploadError('etag-hidden', why)
}
