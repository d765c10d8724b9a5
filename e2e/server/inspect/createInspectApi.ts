import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { invalid, Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { ApiEnv } from '../apiEnv.ts'
import { createStorageGate, type StorageGate } from '../gate/createStorageGate.ts'
import { readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { observeCall } from '../testing/observeCall.ts'
import { headersOf, toRefusal } from '../toRefusal.ts'
import { ownerOf } from '../vendor/ownerOf.ts'
import type { VendorApi } from '../vendor/VendorApi.ts'
import { confirmUpload, findKept, openUpload } from '../vendor/vendorUploads.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** Assets that answer with the documented errors. */
const unknownAsset = '00000000-0000-4000-8000-000000000404'
const forbiddenAsset = '00000000-0000-4000-8000-000000000403'

/**
 * Inspect's gate to storage. Its documented PUT has a type and no other header, so the condition that keeps a PUT from being
 * made a copy has no place in it.
 */
export function createInspectGate({ name, service, records, observation }: VendorApi, path: string): StorageGate {
  return createStorageGate({
    api: name,
    storage: service.storage,
    path,
    observation,
    isSingleUse: false,
    async open(id, { type, size }) {
      const upload = records.findUpload(id)
      if (!upload) return { status: 403, code: 'AccessDenied', message: 'Access Denied' }
      const { announced, key } = upload
      if (type !== announced.type || size !== announced.size) {
        const message = 'The request signature we calculated does not match.'
        return { status: 403, code: 'SignatureDoesNotMatch', message }
      }
      return { key, type, size, isUnconditional: true }
    },
  })
}

/** Serves Inspect: 200 if it has the bytes, 201 with a URL for them; the complete call checks what has arrived. */
export function createInspectApi(
  { name, service, records, observation, identify }: VendorApi,
  gate: StorageGate,
): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const refusal = asDocumented(toRefusal(error))
    // The documented example says 'Forbidden' with every status, so only the status tells them apart.
    const body = { error: 'Forbidden', errorDescription: refusal.message }
    return context.json(body, refusal.status as ContentfulStatusCode, headersOf(refusal))
  })

  api.post('/presigned', observeCall(observation, name, 'tickets'), identify, async (context) => {
    const body = await readJsonObject(context)
    const assetId = requireText(body, 'assetID')
    checkAsset(assetId)
    const owner = ownerOf(name, context)
    const base64 = requireDigest(body, 'hash', 32)
    // Equal files of two assets are separate files.
    const known = records.findFilesByDigest(owner, base64).filter(({ metadata }) => metadata['assetId'] === assetId)
    const kept = await findKept(service, known)
    if (kept) return context.json({ data: { id: uuidOf(kept.uploadId) } }, 200)
    const { upload } = await openUpload(service, owner, {
      name: requireText(body, 'name'),
      size: requireBytes(body, 'size'),
      type: requireText(body, 'contentType'),
      digest: { algorithm: 'sha-256', base64 },
      metadata: { assetId },
    })
    const { id } = upload
    const url = new URL(gate.sign(id, service.terms.ticketExpiresInSeconds), context.req.url)
    return context.json({ data: { presignedURL: url.href, id: uuidOf(id) } }, 201)
  })

  api.post('/complete', observeCall(observation, name, 'confirm'), identify, async (context) => {
    const id = requireText(await readJsonObject(context), 'id')
    const owner = ownerOf(name, context)
    const [upload] = await service.records.findUploads(owner, [uploadIdOf(id)])
    if (!upload) throw new Refusal(404, 'file not found')
    await confirmUpload(service, owner, { reference: upload.id, etag: null })
    return context.json({ data: { id } }, 200)
  })

  return api
}

/** The documentation has no status for a conflict, and none for a size. */
function asDocumented(refusal: Refusal): Refusal {
  switch (refusal.code) {
    case 'not-verified':
      return invalid('the uploaded file does not match its hash', 400)
    case 'too-large':
      return invalid('size is beyond the limit for files', 400)
    case 'request-invalid':
      return refusal.status === 422 ? invalid(refusal.message, 400) : refusal
    default:
      return refusal
  }
}

const uploadPrefix = 'tkt_'

/** Inspect's ids are UUIDs without a prefix. */
function uuidOf(uploadId: string): string {
  return uploadId.slice(uploadPrefix.length).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function uploadIdOf(id: string): string {
  return `${uploadPrefix}${id.replaceAll('-', '')}`
}

function checkAsset(assetId: string): void {
  if (!uuid.test(assetId)) throw invalid('assetID must be a UUID', 400)
  if (assetId === unknownAsset) throw new Refusal(404, 'asset not found')
  if (assetId === forbiddenAsset) throw new Refusal(403, 'permission denied')
}
