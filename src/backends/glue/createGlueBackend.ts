import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { GlueFile } from './GlueFile.js'
import { checkGlueOptions, type GlueBackendOptions } from './options.js'

/**
 * A backend that speaks Glue's attachments API: a ticket by MD5, which may say that Glue has the file already; PUT or
 * form POST as the ticket says; `createFile` at the end. The id of the result goes into a message's `attachments`.
 *
 * Glue gives an app a client secret, and tokens that speak for a whole workspace. Neither belongs in a page, so the
 * calls go to a server of the app's own (`examples/glue-broker` shows one).
 *
 * The ticket call tells Glue the width and height of pictures. Those of a video are nothing that a browser reads from
 * its bytes: give them as metadata, `{ width, height }`.
 *
 * Assumption: Glue documents no errors. GraphQL errors are read by their usual codes, and refusals by storage as S3
 * means them.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
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
