import type { UploadBackend } from '../../contract/backend.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../reasonsAgainstSinglePut.js'
import { entityIdOf } from './entityIdOf.js'
import type { IonFile } from './IonFile.js'
import { checkIonOptions, type IonBackendOptions } from './options.js'
import { readIonRefusal } from './readIonRefusal.js'

/** The adapter, with what ION can do beyond the contract. */
export interface IonBackend extends UploadBackend<IonFile> {
  /**
   * Registers a stored file under another entity without sending it again, for example because it was attached to the
   * wrong one.
   * @throws {UploadError} 'request-invalid' if the file was not uploaded in this session, or the entity is missing
   */
  registerUnder(file: IonFile, entityId: string | number, context?: { readonly signal?: AbortSignal }): Promise<IonFile>
}

/**
 * Creates a backend for ION's file API. It requests an upload URL for the file name, sends the bytes with the type that
 * ION returns, and registers the attachment with the ETag. Storage must expose its ETag to the page (CORS
 * `ExposeHeaders`).
 *
 * A page sends the OAuth token of the signed-in user. An API key belongs to the whole organization and stays on a
 * server.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example
 * createIonBackend({
 *   endpoint: 'https://api.firstresonance.io/graphql',
 *   headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` }),
 *   entityId: await resolveIonEntity(options, { runStep: 17 }),
 * })
 */
export function createIonBackend(options: IonBackendOptions): IonBackend {
  checkIonOptions(options)
  const { scope, entityId: defaultEntityId, etagIsMd5 = true } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createIonCalls(options))
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
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'get', 'registerUnder'),
    readRefusal: readIonRefusal,
  }
}

function reasonsAgainst(file: File, entityId: string | undefined): readonly RejectionReason[] {
  return [
    ...(entityId === undefined ? [{ code: 'entity-missing' }] : []),
    // ION derives the type from the extension and signs it. A leading dot begins a name, not an extension.
    ...(hasExtension(file.name) ? [] : [{ code: 'extension-missing' }]),
    ...reasonsAgainstSinglePut(file),
  ]
}

function hasExtension(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return /[^.]/.test(name.slice(0, dot + 1)) && /^[a-z\d]+$/i.test(name.slice(dot + 1))
}
