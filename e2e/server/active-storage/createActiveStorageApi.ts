import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { confirmUpload } from '../ticket-service/confirmUpload.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import { isFields, readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { Problem, toProblem } from '../problem.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'

/** Serves Rails direct uploads: a blob and where to send it. Anyone with the signed id may attach the blob. */
export function createActiveStorageApi(
  service: TicketService,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const secret = randomBytes(32)
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const { status, message, headers } = toProblem(error)
    return context.json({ status, error: message }, status as ContentfulStatusCode, headers)
  })

  api.post('/direct_uploads', observeCall(observation, 'active-storage', 'tickets'), identify, async (context) => {
    const { csrfToken } = service.settings
    if (csrfToken !== undefined && context.req.header('x-csrf-token') !== csrfToken) {
      throw new Problem(422, { code: 'request-invalid', message: 'ActionController::InvalidAuthenticityToken' })
    }
    const { blob } = await readJsonObject(context)
    if (!isFields(blob)) throw new Problem(400, { code: 'request-invalid', message: 'param is missing: blob' })
    const checksum = requireDigest(blob, 'checksum', 16)
    const type = requireText(blob, 'content_type')
    const ticket = service.tickets.open(ownerOf(context), {
      name: requireText(blob, 'filename'),
      size: requireBytes(blob, 'byte_size'),
      type,
      digest: { algorithm: 'md5', base64: checksum },
      metadata: isFields(blob['metadata']) ? blob['metadata'] : {},
      idempotencyKey: '',
    })
    const { id, key, announced } = ticket
    const expiresInSeconds = service.settings.ticketExpiresInSeconds
    const { url, headers } = await service.presigner.put({ key, ...announced, expiresInSeconds })
    return context.json({
      id,
      key,
      filename: announced.name,
      content_type: type,
      metadata: announced.metadata,
      byte_size: announced.size,
      checksum,
      signed_id: `${id}--${signatureOf(id)}`,
      // Rails writes null for a missing value.
      direct_upload: { url, headers: { ...headers, 'Content-Disposition': null } },
    })
  })

  /** Handles a form that saves a record with a blob's signed id in a hidden input. */
  api.post('/attachments', observeCall(observation, 'active-storage', 'record'), identify, async (context) => {
    const signedId = requireText(await readJsonObject(context), 'signed_id')
    const [id = '', signature = ''] = signedId.split('--')
    const ticket = isEqual(signature, signatureOf(id)) ? service.tickets.find(ownerOf(context), id) : undefined
    if (!ticket)
      throw new Problem(422, { code: 'request-invalid', message: 'ActiveSupport::MessageVerifier::InvalidSignature' })
    const record = await confirmUpload(service, ticket.owner, { reference: id, file: ticket.announced, etag: null })
    return context.json({ filename: record.name, byte_size: record.size }, 201)
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

function ownerOf(context: ApiContext): string {
  return `active-storage/${context.get('tenant')}`
}
