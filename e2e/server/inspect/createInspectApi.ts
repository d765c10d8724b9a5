import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { confirmUpload } from '../ticket-service/confirmUpload.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import { readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { Problem, toProblem } from '../problem.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** Assets that answer with the documented errors. */
const unknownAsset = '00000000-0000-4000-8000-000000000404'
const forbiddenAsset = '00000000-0000-4000-8000-000000000403'

/** Serves Inspect: 200 if it has the bytes, 201 with a URL for them; the complete call checks what has arrived. */
export function createInspectApi(
  service: TicketService,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const { status, message, headers } = toProblem(error)
    // The documented example says 'Forbidden' with every status, so only the status tells them apart.
    return context.json({ error: 'Forbidden', errorDescription: message }, toStatusCode(status), headers)
  })

  api.post('/presigned', observeCall(observation, 'inspect', 'tickets'), identify, async (context) => {
    const body = await readJsonObject(context)
    const assetId = requireText(body, 'assetID')
    checkAsset(assetId)
    const owner = ownerOf(context, assetId)
    const hash = requireDigest(body, 'hash', 32)
    const type = requireText(body, 'contentType')
    const size = requireBytes(body, 'size')
    if (size > service.settings.maxSinglePutBytes) {
      throw new Problem(400, { code: 'request-invalid', message: 'size is beyond the limit for files' })
    }
    const known = service.files.findByDigest(owner, hash)
    if (known && (await service.objects.look(known.key)))
      return context.json({ data: { id: uuidOf(known.ticketId) } }, 200)
    const digest = { algorithm: 'sha-256', base64: hash } as const
    const announced = { name: requireText(body, 'name'), size, type, digest, metadata: { assetId }, idempotencyKey: '' }
    const { id, key } = service.tickets.open(owner, announced)
    // The documented PUT has a type but no checksum header.
    const expiresInSeconds = service.settings.quarterHourSeconds
    const { url } = await service.presigner.put({ key, type, size, expiresInSeconds })
    return context.json({ data: { presignedURL: url, id: uuidOf(id) } }, 201)
  })

  api.post('/complete', observeCall(observation, 'inspect', 'confirm'), identify, async (context) => {
    const id = requireText(await readJsonObject(context), 'id')
    const ticket = service.tickets.findById(`${ticketPrefix}${id}`)
    if (!ticket?.owner.startsWith(`inspect/${context.get('tenant')}/`)) {
      throw new Problem(404, { code: 'not-found', message: 'file not found' })
    }
    await confirmUpload(service, ticket.owner, { reference: ticket.id, file: ticket.announced, etag: null }).catch(
      (error: unknown) => {
        // The documentation has no status for a conflict.
        if (!(error instanceof Problem) || error.code !== 'not-verified') throw error
        throw new Problem(400, { code: error.code, message: 'the uploaded file does not match its hash' })
      },
    )
    return context.json({ data: { id } }, 200)
  })

  return api
}

const ticketPrefix = 'tkt_'

/** Inspect's ids are UUIDs without a prefix. */
function uuidOf(ticketId: string): string {
  return ticketId.slice(ticketPrefix.length)
}

function checkAsset(assetId: string): void {
  if (!uuid.test(assetId)) throw new Problem(400, { code: 'request-invalid', message: 'assetID must be a UUID' })
  if (assetId === unknownAsset) throw new Problem(404, { code: 'not-found', message: 'asset not found' })
  if (assetId === forbiddenAsset) throw new Problem(403, { code: 'forbidden', message: 'permission denied' })
}

/** Equal files of two assets are separate files. */
function ownerOf(context: ApiContext, assetId: string): string {
  return `inspect/${context.get('tenant')}/${assetId}`
}

function toStatusCode(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode
}
