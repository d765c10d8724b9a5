import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import type { FoirFile } from './FoirFile.js'
import { checkFoirOptions, type FoirBackendOptions } from './options.js'
import { readFoirRefusal } from './readFoirRefusal.js'
import { reasonsAgainst } from './reasonsAgainst.js'

/**
 * Creates a backend for Foir's files API. Its calls go to a server of your own, which holds the secret key and
 * remembers which user each upload id belongs to (see `examples/foir-broker`).
 *
 * Foir may examine a picture only after the confirm. Such a file is 'processing' until its size and blurhash are there,
 * for five minutes at most; the uploader then asks for it by itself.
 *
 * An upload's metadata goes to Foir unchanged (`alt`, `source`, …), except `folder`, which is an argument of its own.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example createFoirBackend({ endpoint: '/api/media/graphql', folder: 'campaigns/spring-26' })
 */
export function createFoirBackend(options: FoirBackendOptions): UploadBackend<FoirFile> {
  checkFoirOptions(options)
  const { scope } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createFoirCalls(options))
  return {
    name: 'foir',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: null,
    sharesFiles: false,
    confirmIsIdempotent: true,
    check: reasonsAgainst,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'get'),
    readRefusal: readFoirRefusal,
  }
}
