import { UploadError } from '../../errors/UploadError.js'
import type { CallContext, StoredUpload, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { InspectFile } from './InspectFile.js'
import { checkInspectOptions, type InspectBackendOptions } from './options.js'
import {
  assetIdOf,
  defaultCompletePath,
  type InspectReference,
  type Presigned,
  presignedPath,
  readCompleteProblem,
  readPresigned,
  readReference,
  readRefusal,
  ticketSeconds,
  writePresignedRequest,
} from './protocol.js'

/**
 * A backend that speaks the file API of Screening Eagle's Inspect: a presigned URL by SHA-256, where 200 means that the
 * file is known and 201 that it is to be sent; the complete call after that. A file belongs to one asset:
 * `metadata: { assetId }`, or the option.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * createInspectBackend({ url: 'https://inspect.example.com', headers: () => ({ Authorization: `Bearer ${token}` }) })
 */
export function createInspectBackend(options: InspectBackendOptions): UploadBackend<InspectFile> {
  checkInspectOptions(options)
  const { url: base, scope, assetId: defaultAssetId, completesKnown = false } = options
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
    name: 'inspect',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'sha-256',
    // For one asset Inspect does so itself. Another asset is another option or other metadata, and shares nothing.
    sharesFiles: true,
    confirmIsIdempotent: completesKnown,
    check: (file, metadata): readonly RejectionReason[] => [
      ...(assetIdOf(metadata, defaultAssetId) === undefined ? [{ code: 'asset-missing' }] : []),
      ...reasonsAgainstSinglePut(file),
    ],
    async requestTicket(request, context) {
      const presigned = await presign(request, context)
      const { id, assetId } = presigned
      const reference = { id, assetId }
      if (presigned.kind === 'known') {
        return completesKnown ? { kind: 'stored', reference } : { kind: 'existing', file: toFile(request, reference) }
      }
      const headers = { 'Content-Type': request.type }
      return { kind: 'put', url: presigned.url, headers, reference, expiresInSeconds: ticketSeconds }
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
    // A file that is known has been completed; one that gets a URL again has not.
    async reconcile(stored: StoredUpload, context) {
      const presigned = await presign(stored.request, context)
      return presigned.kind === 'known' ? toFile(stored.request, presigned) : null
    },
  }
}

const missingAsset =
  'Inspect keeps a file with an asset: give the upload metadata { assetId }, or the backend the option.'

function toFile({ name, type, size }: TicketRequest, { id, assetId }: InspectReference): InspectFile {
  return { id, assetId, name, type, size }
}
