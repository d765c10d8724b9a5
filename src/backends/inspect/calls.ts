import type { CallContext, TicketRequest, UploadBackend } from '../../contract/backend.js'
import { UploadError } from '../../errors/UploadError.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { assetIdOf } from './assetIdOf.js'
import type { InspectFile } from './InspectFile.js'
import type { InspectBackendOptions } from './options.js'
import {
  defaultCompletePath,
  type InspectReference,
  type Presigned,
  presignedPath,
  readCompleteProblem,
  readPresigned,
  readReference,
  readRefusal,
  ticketLifetimeSeconds,
  writePresignedRequest,
} from './protocol.js'

export type InspectCalls = Required<Pick<UploadBackend<InspectFile>, 'requestTicket' | 'confirm' | 'reconcile'>>

export function createInspectCalls(options: InspectBackendOptions): InspectCalls {
  const { url: base, assetId: defaultAssetId, completesKnown = false } = options
  const { completePath = defaultCompletePath, completeBody = (id) => ({ id }) } = options
  const client = createHttpClient(options)

  async function presign(request: TicketRequest, context: CallContext): Promise<Presigned & InspectReference> {
    const assetId = assetIdOf(request.metadata, defaultAssetId)
    if (assetId === undefined) throw new UploadError('request-invalid', missingAsset)
    const body = writePresignedRequest(request, assetId)
    const url = joinUrl(base, presignedPath)
    const answer = await client.send({ label: 'the presigned call', method: 'POST', url, body, context, readRefusal })
    return { ...readPresigned(answer), assetId }
  }

  return {
    async requestTicket(request, context) {
      const presigned = await presign(request, context)
      const { id, assetId } = presigned
      const reference = { id, assetId }
      if (presigned.kind === 'known') {
        return completesKnown ? { kind: 'stored', reference } : { kind: 'existing', file: toFile(request, reference) }
      }
      const headers = { 'Content-Type': request.type }
      return { kind: 'put', url: presigned.url, headers, reference, expiresInSeconds: ticketLifetimeSeconds }
    },
    async confirm(stored, context) {
      const reference = readReference(stored.reference)
      const url = joinUrl(base, completePath)
      const body = completeBody(reference.id)
      const label = 'the complete call'
      const readProblem = readCompleteProblem
      await client.send({ label, method: 'POST', url, body, context, readProblem, readRefusal })
      return toFile(stored.request, reference)
    },
    // A known file has been completed. If Inspect returns a URL again, it has not.
    async reconcile(stored, context) {
      const presigned = await presign(stored.request, context)
      return presigned.kind === 'known' ? toFile(stored.request, presigned) : null
    },
  }
}

const missingAsset =
  'Inspect files belong to an asset. Pass { assetId } as metadata of the upload, or as an option of the backend.'

function toFile({ name, type, size }: TicketRequest, { id, assetId }: InspectReference): InspectFile {
  return { id, assetId, name, type, size }
}
