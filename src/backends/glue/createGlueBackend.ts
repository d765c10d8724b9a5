import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../reasonsAgainstSinglePut.js'
import type { GlueFile } from './GlueFile.js'
import { checkGlueOptions, type GlueBackendOptions } from './options.js'

/**
 * Creates a backend for Glue's attachments API. It requests a ticket with the MD5, unless Glue has the file already,
 * sends the bytes by PUT or as a form, and registers them with `createFile`. The id of the result goes into a message's
 * `attachments`.
 *
 * Glue issues a client secret and tokens that give access to a whole workspace. Neither belongs in a page, so the calls
 * go to a server of your own (see `examples/glue-broker`).
 *
 * The ticket call sends the width and height of pictures and videos. For a format that coatcheck cannot read, pass them
 * as metadata: `{ width, height }`.
 *
 * Assumption: Glue documents no errors, so GraphQL errors are read by their usual codes. Refusals by storage are read
 * as S3 documents them.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example
 * createGlueBackend({ endpoint: '/api/attachments/graphql' })
 */
export function createGlueBackend(options: GlueBackendOptions): UploadBackend<GlueFile> {
  checkGlueOptions(options)
  const { scope, etagIsMd5 = false } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createGlueCalls(options))
  return {
    name: 'glue',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'md5',
    sharesFiles: true,
    // Assumption: the documentation does not say what a second createFile does with the same ticket.
    confirmIsIdempotent: false,
    etagIsMd5,
    check: reasonsAgainstSinglePut,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'reconcile', 'get'),
  }
}
