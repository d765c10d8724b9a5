import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { checkRestOptions, type RestBackendOptions } from './options.js'
import type { RestFile } from './RestFile.js'

/**
 * Creates a backend for your own server, which implements coatcheck's JSON contract.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @see docs/rest.openapi.yaml
 * @example
 * createRestBackend({
 *   url: '/api/uploads',
 *   headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` }),
 * })
 */
export function createRestBackend(options: RestBackendOptions): UploadBackend<RestFile> {
  checkRestOptions(options)
  const {
    scope,
    timeoutMs,
    gather = true,
    sharesFiles = true,
    confirmIsIdempotent = true,
    needsEtag = false,
    etagIsMd5 = false,
    deleteFile = true,
    updateFile = true,
    digest = 'sha-256',
  } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createRestCalls(options))
  return {
    name: 'rest',
    ...(scope !== undefined && { scope }),
    ...(timeoutMs !== undefined && { answerWithinMs: timeoutMs }),
    digest,
    sharesFiles,
    confirmIsIdempotent,
    needsEtag,
    etagIsMd5,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'abandon', 'list', 'get'),
    ...(gather && calls.pick('requestTickets', 'confirmMany')),
    ...(deleteFile && calls.pick('deleteFile')),
    ...(updateFile && calls.pick('updateFile')),
    multipart: calls.pick('signParts', 'listParts', 'complete', 'abort'),
  }
}
