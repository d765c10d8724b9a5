import type { CallContext, StoredUpload, TicketRequest } from '../../contract/backend.js'

/** These functions write the request bodies of the rest contract. @see docs/rest.openapi.yaml */
export function writeTicketsRequest(requests: readonly TicketRequest[], context: CallContext): object {
  return { files: requests.map((request, index) => writeUploadRequest(request, keyOf(context, index))) }
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

/** A call for several files has one key per file; a call for one file has a single key. */
function keyOf(context: CallContext, index: number): string | undefined {
  return context.idempotencyKeys ? context.idempotencyKeys[index] : context.idempotencyKey
}

function writeUploadRequest(request: TicketRequest, idempotencyKey: string | undefined): object {
  const { id, name, size, type, sniffedType, digest, image, metadata } = request
  return {
    id,
    name,
    size,
    type,
    ...(sniffedType && { sniffedType }),
    ...(digest && { digest: { algorithm: digest.algorithm, base64: digest.base64 } }),
    ...(image && { image }),
    metadata,
    ...(idempotencyKey && { idempotencyKey }),
  }
}
