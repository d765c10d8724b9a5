import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { invalid } from '../../../src/server/uploads/Refusal.ts'
import type { ApiEnv } from '../apiEnv.ts'
import { isFields, readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { observeCall } from '../testing/observeCall.ts'
import { headersOf, toRefusal } from '../toRefusal.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, openUpload, signPut } from '../vendor/vendorUploads.ts'

/** Serves Rails direct uploads: a blob and where to send it. Anyone with the signed id may attach the blob. */
export function createActiveStorageApi(
  { name, service, observation, identify }: VendorApi,
  csrfToken: string | undefined,
): Hono<ApiEnv> {
  const secret = randomBytes(32)
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const refusal = toRefusal(error)
    const { status, message } = refusal
    return context.json({ status, error: message }, status as ContentfulStatusCode, headersOf(refusal))
  })

  api.post('/direct_uploads', observeCall(observation, name, 'tickets'), identify, async (context) => {
    if (csrfToken !== undefined && context.req.header('x-csrf-token') !== csrfToken) {
      throw invalid('ActionController::InvalidAuthenticityToken')
    }
    const { blob } = await readJsonObject(context)
    if (!isFields(blob)) throw invalid('param is missing: blob', 400)
    const checksum = requireDigest(blob, 'checksum', 16)
    const opened = await openUpload(service, ownerOf(name, context), {
      type: requireText(blob, 'content_type'),
      name: requireText(blob, 'filename'),
      size: requireBytes(blob, 'byte_size'),
      digest: { algorithm: 'md5', base64: checksum },
      metadata: isFields(blob['metadata']) ? (blob['metadata'] as {}) : {},
    })
    const { url, headers } = await signPut(service, opened)
    const { id, key, announced } = opened.upload
    return context.json({
      id,
      key,
      filename: announced.name,
      content_type: announced.type,
      metadata: announced.metadata,
      byte_size: announced.size,
      checksum,
      signed_id: `${id}--${signatureOf(id)}`,
      // Rails writes null for a missing value.
      direct_upload: { url, headers: { ...headers, 'Content-Disposition': null } },
    })
  })

  /** Handles a form that saves a record with a blob's signed id in a hidden input. */
  api.post('/attachments', observeCall(observation, name, 'record'), identify, async (context) => {
    const signedId = requireText(await readJsonObject(context), 'signed_id')
    const [id = '', signature = ''] = signedId.split('--')
    const owner = ownerOf(name, context)
    const isOwn = isEqual(signature, signatureOf(id)) && (await service.records.findUploads(owner, [id])).length > 0
    if (!isOwn) throw invalid('ActiveSupport::MessageVerifier::InvalidSignature')
    const file = await confirmUpload(service, owner, { reference: id, etag: null })
    return context.json({ filename: file.name, byte_size: file.size }, 201)
  })

  function signatureOf(id: string): string {
    return createHmac('sha256', secret).update(id).digest('hex')
  }

  return api
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
