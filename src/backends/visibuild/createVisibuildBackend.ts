import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import { checkVisibuildOptions, type VisibuildBackendOptions } from './options.js'
import { readVisibuildRefusal } from './readVisibuildRefusal.js'
import type { VisibuildFile } from './VisibuildFile.js'

/**
 * A backend that speaks Visibuild's attachments API. There is no call at the end: the result is the key, and the record
 * that is created with it makes the link (`useAttachmentKeys`). A key serves one record, so equal files are never shared.
 *
 * Visibuild gives a company a client secret, and tokens that reach all of its projects. Neither belongs in a page, so the
 * calls go to a server of the app's own (`examples/visibuild-broker` shows one).
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * createVisibuildBackend({ url: '/api/visibuild' })
 */
export function createVisibuildBackend(options: VisibuildBackendOptions = {}): UploadBackend<VisibuildFile> {
  checkVisibuildOptions(options)
  const { scope, etagIsMd5 = false } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createVisibuildCalls(options))
  return {
    name: 'visibuild',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'md5',
    sharesFiles: false,
    confirmIsIdempotent: true,
    etagIsMd5,
    check: reasonsAgainstSinglePut,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm'),
    readRefusal: readVisibuildRefusal,
  }
}
