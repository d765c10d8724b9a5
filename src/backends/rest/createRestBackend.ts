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
  const { scope, digest = 'sha-256', gather = true } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createRestCalls(options))
  return {
    name: 'rest',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest,
    sharesFiles: options.sharesFiles ?? true,
    confirmIsIdempotent: options.confirmIsIdempotent ?? true,
    needsEtag: options.needsEtag ?? false,
    etagIsMd5: options.etagIsMd5 ?? false,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'abandon', 'list', 'get'),
    ...(gather && calls.pick('requestTickets', 'confirmMany')),
    multipart: calls.pick('signParts', 'listParts', 'complete', 'abort'),
  }
}
