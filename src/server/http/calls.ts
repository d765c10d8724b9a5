import { abandonUpload } from '../uploads/abandonUpload.js'
import { confirmUploads, type Confirmation } from '../uploads/confirm/confirmUploads.js'
import { findProfile } from '../uploads/issue/admitFiles.js'
import { decideUploads, type Decision } from '../uploads/issue/decideUploads.js'
import { signUpload, type SignedUpload } from '../uploads/issue/signUpload.js'
import { completeParts, listParts, signParts } from '../uploads/parts/partCalls.js'
import { deleteFile } from '../uploads/reading/deleteFile.js'
import { updateFile } from '../uploads/reading/updateFile.js'
import { invalid, Refusal, unknownFile } from '../uploads/Refusal.js'
import type { UploadService } from '../uploads/UploadService.js'
import { answerJson, answerNothing, toErrorBody, type ErrorBody } from './answers.js'
import { readFileToSend } from './body/readFile.js'
import {
  readChange,
  readMembers,
  readProfileName,
  readReference,
  readSentParts,
  readSentUpload,
  readWantedParts,
} from './body/readCalls.js'
import { readJson } from './body/readJson.js'
import { describeFile, type DescribedFile } from './describeFile.js'
import { readPage, unknownCursor } from './readPage.js'

/** What every call gets. */
export interface CallContext {
  readonly service: UploadService
  readonly owner: string
  readonly request: Request
  /** The id of a file in the path. */
  readonly id: string
}

export type Call = (context: CallContext) => Promise<Response>

/** The operation ids of docs/rest.openapi.yaml. */
export type CallName =
  | 'requestTickets'
  | 'abandonTicket'
  | 'signParts'
  | 'listParts'
  | 'completeParts'
  | 'abortParts'
  | 'confirmFiles'
  | 'listFiles'
  | 'getFile'
  | 'updateFile'
  | 'deleteFile'

export const calls: Readonly<Record<CallName, Call>> = {
  requestTickets,
  abandonTicket: abandon,
  signParts: async ({ service, owner, request }) => {
    const body = await readJson(request)
    return answerJson({ parts: await signParts(service, owner, readReference(body), readWantedParts(body)) })
  },
  listParts: async ({ service, owner, request }) =>
    answerJson(await listParts(service, owner, readReference(await readJson(request)))),
  completeParts: async ({ service, owner, request }) => {
    const body = await readJson(request)
    return answerJson({ receipt: await completeParts(service, owner, readReference(body), readSentParts(body)) })
  },
  abortParts: abandon,
  confirmFiles,
  listFiles: async ({ service, owner, request }) => {
    const query = readPage(request.url)
    if (query.profile !== null) findProfile(service, query.profile)
    const page = await service.records.listFiles(owner, query)
    if (!page) throw unknownCursor()
    const files = await Promise.all(page.files.map((file) => describeFile(service, file)))
    return answerJson({ files, nextCursor: page.next })
  },
  getFile: async ({ service, owner, id }) => {
    const file = await service.records.findFile(owner, id)
    if (!file) throw unknownFile()
    return answerJson({ file: await describeFile(service, file) })
  },
  updateFile: async ({ service, owner, request, id }) => {
    const file = await updateFile(service, owner, id, readChange(await readJson(request)))
    return answerJson({ file: await describeFile(service, file) })
  },
  deleteFile: async ({ service, owner, id }) => {
    if (!(await deleteFile(service, owner, id))) throw unknownFile()
    return answerNothing()
  },
}

type TicketAnswer =
  | SignedUpload
  | { readonly kind: 'existing'; readonly file: DescribedFile }
  | { readonly kind: 'stored'; readonly reference: string }
  | Failed

interface Failed {
  readonly kind: 'failed'
  readonly error: ErrorBody
}

async function requestTickets({ service, owner, request }: CallContext): Promise<Response> {
  const body = await readJson(request)
  const members = readMembers(body, 'files')
  const profile = nameProfile(service, readProfileName(body))
  const callKey = members.length === 1 ? readCallKey(request) : null
  const tickets = await answerEach(
    members,
    (member) => readFileToSend(member, callKey),
    (files) => decideUploads(service, { owner, profile, files, request }),
    (decision) => answerDecision(service, decision),
  )
  return answerMembers('tickets', tickets)
}

async function answerDecision(service: UploadService, decision: Decision): Promise<TicketAnswer> {
  switch (decision.kind) {
    case 'existing':
      return { kind: 'existing', file: await describeFile(service, decision.file) }
    case 'stored':
      return { kind: 'stored', reference: decision.upload.id }
    case 'send':
      return signUpload(service, decision.upload, decision.way)
    case 'refused':
      return failed(decision.refusal)
  }
}

async function confirmFiles({ service, owner, request }: CallContext): Promise<Response> {
  const members = readMembers(await readJson(request), 'uploads')
  const files = await answerEach(
    members,
    readSentUpload,
    (sent) => confirmUploads(service, owner, sent),
    (confirmation) => answerConfirmation(service, confirmation),
  )
  return answerMembers('files', files)
}

async function answerConfirmation(service: UploadService, confirmation: Confirmation): Promise<object> {
  if (confirmation.kind === 'refused') return failed(confirmation.refusal)
  return { kind: 'confirmed', file: await describeFile(service, confirmation.file) }
}

async function abandon({ service, owner, request }: CallContext): Promise<Response> {
  await abandonUpload(service, owner, readReference(await readJson(request)))
  return answerNothing()
}

/** @throws {Refusal} if the client has to name a profile */
function nameProfile({ profiles }: UploadService, name: string | undefined): string {
  const [only, another] = profiles.keys()
  if (name !== undefined) return name
  if (only !== undefined && another === undefined) return only
  throw invalid('`profile` is missing: this server has several.', 400)
}

function readCallKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key')
  if (key === null || (key !== '' && key.length <= 255)) return key || null
  throw invalid('The header Idempotency-Key must have 1 to 255 characters.')
}

/** Answers each member in its place. Those that can be read are handled together. */
async function answerEach<TRead, TResult>(
  members: readonly unknown[],
  read: (member: unknown) => TRead,
  handle: (valid: readonly TRead[]) => Promise<readonly TResult[]>,
  answer: (result: TResult) => Promise<object>,
): Promise<readonly object[]> {
  const attempts = members.map((member) => attempt(() => read(member)))
  const valid = attempts.filter((one): one is TRead => !(one instanceof Refusal))
  const results = (await handle(valid)).values()
  return Promise.all(
    attempts.map(async (one) => {
      if (one instanceof Refusal) return failed(one)
      const result = results.next()
      if (result.done) throw new Error('A member was not handled.')
      return answer(result.value)
    }),
  )
}

function attempt<T>(read: () => T): T | Refusal {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function failed(refusal: Refusal): Failed {
  return { kind: 'failed', error: toErrorBody(refusal) }
}

/** If an owner has to wait for every file, the whole call says so, and proxies and clients see when to come again. */
function answerMembers(name: string, members: readonly object[]): Response {
  const errors = members.flatMap((member) => ('error' in member ? (member.error as ErrorBody) : []))
  const waits = errors.flatMap(({ status, retryAfterSeconds = 1 }) => (status === 429 ? retryAfterSeconds : []))
  if (waits.length < members.length) return answerJson({ [name]: members })
  return answerJson({ error: errors[0] }, 429, { 'retry-after': String(Math.min(...waits)) })
}
