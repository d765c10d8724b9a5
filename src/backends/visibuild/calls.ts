import type { UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import type { VisibuildBackendOptions } from './options.js'
import { attachmentsPath, readReference, readUpload, writeAttachmentRequest } from './protocol.js'
import type { VisibuildFile } from './VisibuildFile.js'

export type VisibuildCalls = Pick<UploadBackend<VisibuildFile>, 'requestTicket' | 'confirm'>

export function createVisibuildCalls(options: VisibuildBackendOptions): VisibuildCalls {
  const { url: base = 'https://app.visibuild.com.au' } = options
  const url = joinUrl(base, attachmentsPath)
  const client = createHttpClient(options)
  return {
    async requestTicket(request, context) {
      const body = writeAttachmentRequest(request)
      const answer = await client.send({ label: 'the attachment call', method: 'POST', url, body, context })
      return readUpload(answer.body, request)
    },
    async confirm({ request, reference }) {
      const { key, filename } = readReference(reference)
      return { id: key, key, name: filename, type: request.type, size: request.size }
    },
  }
}
