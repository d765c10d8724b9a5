import type { CallContext, StoredUpload, TicketRequest } from '../../contract/backend.js'
import type { FileChange } from '../../contract/storedFile.js'

/**
 * These functions write the request bodies of the rest contract. JSON leaves out what is undefined.
 * @see docs/rest.openapi.yaml
 */
export function writeTicketsRequest(
  requests: readonly TicketRequest[],
  context: CallContext,
  profile?: string,
): object {
  const files = requests.map((request, index) => writeUploadRequest(request, keyOf(context, index)))
  return { profile, files }
}

export function writeConfirmRequest(stored: readonly StoredUpload[], context: CallContext): object {
  return {
    uploads: stored.map(({ request, reference, receipt }, index) => ({
      request: writeUploadRequest(request, keyOf(context, index)),
      reference,
      receipt: receipt && { status: receipt.status, etag: receipt.etag },
    })),
  }
}

export function writeFileChange({ name, alt }: FileChange): object {
  return { name, alt }
}

/** A call for several files has one key per file; a call for one file has a single key. */
function keyOf(context: CallContext, index: number): string | undefined {
  return context.idempotencyKeys ? context.idempotencyKeys[index] : context.idempotencyKey
}

function writeUploadRequest(request: TicketRequest, idempotencyKey: string | undefined): object {
  const { id, name, size, type, sniffedType, digest, image, video, metadata } = request
  return {
    id,
    name,
    size,
    type,
    sniffedType,
    digest: digest && { algorithm: digest.algorithm, base64: digest.base64 },
    image,
    video,
    metadata,
    idempotencyKey: idempotencyKey || undefined,
  }
}
