import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../reasonsAgainstSinglePut.js'
import { checkVisibuildOptions, type VisibuildBackendOptions } from './options.js'
import { readVisibuildRefusal } from './readVisibuildRefusal.js'
import type { VisibuildFile } from './VisibuildFile.js'

/**
 * Creates a backend for Visibuild's attachments API. Confirming needs no call: the result is the key, and creating a
 * record with it links the file (see `useAttachmentKeys`). A key serves one record, so equal files are never shared.
 *
 * Visibuild issues a client secret and tokens that give access to all projects of a company. Neither belongs in a page,
 * so the calls go to a server of your own (see `examples/visibuild-broker`).
 *
 * @throws {TypeError} if an option is wrong. The message names it.
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
