import { randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import { readJsonObject, requireBytes, requireDigest, requireText } from '../json.ts'
import { Problem, toProblem } from '../problem.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'
import { LinkTable } from './linkTable.ts'

/** Serves Visibuild: presigned uploads, then a record that takes all of their keys or none. */
export function createVisibuildApi(
  service: TicketService,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const links = new LinkTable(service.database)
  const api = new Hono<ApiEnv>()
  api.onError((error, context) => {
    const { status, message, headers } = toProblem(error)
    return context.json({ errors: [{ message }] }, toStatusCode(status), headers)
  })

  api.post('/attachments', observeCall(observation, 'visibuild', 'tickets'), identify, async (context) => {
    const body = await readJsonObject(context)
    const type = requireText(body, 'contentType')
    const ticket = service.tickets.open(ownerOf(context), {
      name: requireText(body, 'filename'),
      size: requireBytes(body, 'fileSize'),
      type,
      digest: { algorithm: 'md5', base64: requireDigest(body, 'checksum', 16) },
      metadata: {},
      idempotencyKey: '',
    })
    const { key, announced } = ticket
    const { ticketExpiresInSeconds: expiresInSeconds } = service.settings
    const { url, headers } = await service.presigner.put({ key, ...announced, expiresInSeconds })
    return context.json({ data: { upload: { key, filename: announced.name, url, headers } } })
  })

  api.post('/tickets', observeCall(observation, 'visibuild', 'record'), identify, async (context) => {
    const body = await readJsonObject(context)
    const title = requireText(body, 'title')
    const keys = readKeys(body['attachmentKeys'])
    const owner = ownerOf(context)
    for (const key of keys) await checkKey(key, owner)
    const id = randomUUID()
    // Another record may have taken a key while storage was checked.
    if (!links.link(id, keys)) throw refused(alreadyAssociated)
    return context.json({ data: { ticket: { id, title, attachmentKeys: keys } } }, 201)
  })

  async function checkKey(key: string, owner: string): Promise<void> {
    const ticket = service.tickets.findByKey(key)
    if (!ticket || !(await service.objects.look(key))) throw refused('attachment key not found')
    if (ticket.owner !== owner) throw refused('attachment belongs to another company')
    if (links.isLinked(key)) throw refused(alreadyAssociated)
  }

  return api
}

const alreadyAssociated = 'attachment already associated'

function readKeys(value: unknown): readonly string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every((key) => typeof key === 'string')) return value
  throw new Problem(422, { code: 'request-invalid', message: 'attachmentKeys must be a list of keys' })
}

function refused(message: string): Problem {
  return new Problem(422, { code: 'request-invalid', message })
}

function ownerOf(context: ApiContext): string {
  return `visibuild/${context.get('tenant')}`
}

function toStatusCode(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode
}
