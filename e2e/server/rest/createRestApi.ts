import { Hono, type MiddlewareHandler } from 'hono'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { abandonTicket } from '../ticket-service/abandonTicket.ts'
import { confirmUpload } from '../ticket-service/confirmUpload.ts'
import { deleteFile } from '../ticket-service/deleteFile.ts'
import type { TicketService } from '../ticket-service/TicketService.ts'
import { issueTicket, type IssuedTicket } from '../ticket-service/issueTicket.ts'
import { Problem, toErrorBody, toProblem, type ErrorBody } from '../problem.ts'
import type { Ticket } from '../ticket-service/ticketTable.ts'
import type { SendWith } from '../referenceServerOptions.ts'
import { faultProblem, observeCall, type Observation } from '../testing/observeCall.ts'
import { describeFile, type RestFile } from './describeFile.ts'
import { completeParts, listParts, signParts } from './multipartCalls.ts'
import {
  readChange,
  readFile,
  readJoinedParts,
  readMembers,
  readReference,
  readUpload,
  readWantedParts,
} from './readBody.ts'

const defaultPageSize = 24
const largestPageSize = 100

type Failed = { readonly kind: 'failed'; readonly error: ErrorBody }
type TicketAnswer =
  | Exclude<IssuedTicket, { kind: 'existing' }>
  | { readonly kind: 'existing'; readonly file: RestFile }
  | Failed

/**
 * Serves the API of docs/rest.openapi.yaml. `?sendWith=post` on the base URL, or `sendWith` in a file's metadata,
 * chooses how the bytes are sent.
 */
export function createRestApi(
  service: TicketService,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>()
  const observe = (call: string): MiddlewareHandler<ApiEnv> => observeCall(observation, 'rest', call)
  const { faults } = observation

  api.post('/tickets', observe('tickets'), identify, async (context) => {
    const members = readMembers(await readJson(context), 'files')
    const callKey = members.length === 1 ? context.req.header('idempotency-key') : undefined
    context.get('call').members = members.length
    const wished = context.req.query('sendWith')
    const tickets = await settleEach(members, async (member): Promise<TicketAnswer> => {
      const file = readFile(member, callKey)
      failMember(faults.takeMember('tickets', file.name))
      const issued = await issueTicket(
        service,
        ownerOf(context),
        file,
        readSendWith(file.metadata['sendWith'] ?? wished),
      )
      if (issued.kind !== 'existing') return issued
      return { kind: 'existing', file: await describeFile(service, issued.record) }
    })
    return context.json({ tickets })
  })

  api.post('/tickets/abandon', observe('abandon'), identify, async (context) => {
    await abandonTicket(service, ownerOf(context), readReference(await readJson(context)))
    return context.body(null, 204)
  })

  const findTicket = (context: ApiContext, body: unknown): Ticket => {
    const ticket = service.tickets.find(ownerOf(context), readReference(body))
    if (ticket) return ticket
    throw new Problem(404, { code: 'not-found', message: 'There is no such ticket.' })
  }

  api.post('/multipart/sign', observe('sign'), identify, async (context) => {
    const body = await readJson(context)
    const parts = readWantedParts(body)
    context.get('call').members = parts.length
    return context.json({ parts: await signParts(service, findTicket(context, body), parts) })
  })

  api.post('/multipart/list', observe('parts'), identify, async (context) =>
    context.json(await listParts(service, findTicket(context, await readJson(context)))),
  )

  api.post('/multipart/complete', observe('complete'), identify, async (context) => {
    const body = await readJson(context)
    return context.json({ receipt: await completeParts(service, findTicket(context, body), readJoinedParts(body)) })
  })

  api.post('/multipart/abort', observe('abort'), identify, async (context) => {
    await abandonTicket(service, ownerOf(context), readReference(await readJson(context)))
    return context.body(null, 204)
  })

  api.post('/files', observe('confirm'), identify, async (context) => {
    const members = readMembers(await readJson(context), 'uploads')
    context.get('call').members = members.length
    const files = await settleEach(members, async (member) => {
      const upload = readUpload(member)
      failMember(faults.takeMember('confirm', upload.file.name))
      const record = await confirmUpload(service, ownerOf(context), upload)
      return { kind: 'confirmed', file: await describeFile(service, record) } as const
    })
    return context.json({ files })
  })

  api.get('/files', observe('list'), identify, async (context) => {
    const limit = readLimit(context.req.query('limit'))
    const before = readCursor(context.req.query('cursor'))
    const { files, next } = service.files.list(ownerOf(context), { before, limit })
    const described = await Promise.all(files.map((record) => describeFile(service, record)))
    return context.json({ files: described, nextCursor: next === null ? null : `c${next}` })
  })

  api.get('/files/:id', observe('get'), identify, async (context) => {
    const record = service.files.find(ownerOf(context), context.req.param('id'))
    if (!record) throw noFile()
    return context.json({ file: await describeFile(service, record) })
  })

  api.patch('/files/:id', observe('update'), identify, async (context) => {
    const change = readChange(await readJson(context))
    const record = service.files.change(ownerOf(context), context.req.param('id'), change)
    if (!record) throw noFile()
    return context.json({ file: await describeFile(service, record) })
  })

  api.delete('/files/:id', observe('delete'), identify, async (context) => {
    if (!(await deleteFile(service, ownerOf(context), context.req.param('id')))) throw noFile()
    return context.body(null, 204)
  })

  return api
}

function noFile(): Problem {
  return new Problem(404, { code: 'not-found', message: 'There is no such file.' })
}

function ownerOf(context: ApiContext): string {
  return `rest/${context.get('tenant')}`
}

/** Handles each member separately, so that the others succeed when one fails. */
function settleEach<T>(members: readonly unknown[], answer: (member: unknown) => Promise<T>): Promise<(T | Failed)[]> {
  return Promise.all(
    members.map(async (member) => {
      try {
        return await answer(member)
      } catch (error) {
        return { kind: 'failed', error: toErrorBody(toProblem(error)) } as const
      }
    }),
  )
}

function failMember(fault: ReturnType<Observation['faults']['takeMember']>): void {
  if (fault?.kind === 'answer') throw faultProblem(fault)
}

async function readJson(context: ApiContext): Promise<unknown> {
  try {
    return await context.req.json()
  } catch {
    throw new Problem(400, { code: 'request-invalid', message: 'The body must be JSON.' })
  }
}

/** undefined: the server's default */
function readSendWith(value: unknown): SendWith | undefined {
  return value === 'put' || value === 'post' || value === 'multipart' ? value : undefined
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return defaultPageSize
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Problem(400, { code: 'request-invalid', message: '`limit` must be a whole number of at least 1.' })
  }
  return Math.min(Number(text), largestPageSize)
}

function readCursor(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  if (!/^c\d{1,15}$/.test(text)) {
    throw new Problem(400, { code: 'request-invalid', message: '`cursor` must be the `nextCursor` of a page.' })
  }
  return Number(text.slice(1))
}
