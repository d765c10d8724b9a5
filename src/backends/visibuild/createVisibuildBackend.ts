import type { UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import { checkVisibuildOptions, type VisibuildBackendOptions } from './options.js'
import { attachmentsPath, readReference, readUpload, readVisibuildRefusal, writeAttachmentRequest } from './protocol.js'
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
  const { url: base = 'https://app.visibuild.com.au', scope, etagIsMd5 = false } = options
  const url = joinUrl(base, attachmentsPath)
  const client = createHttpClient(options)
  return {
    name: 'visibuild',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'md5',
    sharesFiles: false,
    confirmIsIdempotent: true,
    etagIsMd5,
    check: reasonsAgainstSinglePut,
    async requestTicket(request, context) {
      const body = writeAttachmentRequest(request)
      const answer = await client.send({ label: 'the attachment call', method: 'POST', url, body, context })
      return readUpload(answer.body, request)
    },
    async confirm({ request, reference }) {
      const { key, filename } = readReference(reference)
      return { id: key, key, name: filename, type: request.type, size: request.size }
    },
    readRefusal: readVisibuildRefusal,
  }
}
