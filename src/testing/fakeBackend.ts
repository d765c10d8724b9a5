import type { Clock } from '../core/ports.js'
import type {
  CallContext,
  Confirmed,
  DigestAlgorithm,
  Failed,
  Json,
  StoredFile,
  StoredUpload,
  TicketAnswer,
  TicketRequest,
  UploadBackend,
} from '../core/types.js'
import { wait } from './fakeClock.js'
import { fakeStorageOrigin } from './fakeTransport.js'

export type FakeCallName = 'ticket' | 'confirm' | 'reconcile' | 'abandon' | 'list' | 'get'

/** One call that the fake backend got. */
export interface FakeCall {
  readonly name: FakeCallName
  /** Counted from 1 for each name. */
  readonly nth: number
  /** Of the uploads, one or (gathered) many; of 'get' the file's id; of 'list' the cursor. */
  readonly ids: readonly string[]
  readonly attempt: number
  readonly keepalive: boolean
  readonly idempotencyKey: string
  /** Changes when the call ends. */
  readonly outcome: 'pending' | 'answered' | 'failed' | 'cancelled'
}

/** A failure that is to happen. */
export interface ScriptedFailure {
  /** Which call of this name, counted from 1; without it every one. */
  readonly nth?: number
  /** Only for the file of this name: in a gathered call it is that member alone which fails. */
  readonly fileName?: string
  /** Thrown as it is, or what this function makes. */
  readonly error: unknown
  /** The backend does its work all the same; only the answer is lost. */
  readonly isAnswerLost?: boolean
}

/** How the fake backend behaves. */
export interface FakeBackendOptions {
  /** @default 'fake' */
  readonly name?: string
  readonly scope?: string
  /** @default 'md5' */
  readonly digest?: DigestAlgorithm | null
  /** @default true */
  readonly sharesFiles?: boolean
  /** Has `requestTickets` and `confirmMany`. @default false */
  readonly gathers?: boolean
  /** @default false */
  readonly confirmIsIdempotent?: boolean
  readonly needsEtag?: boolean
  readonly etagIsMd5?: boolean
  /** Has `reconcile`. @default false */
  readonly reconciles?: boolean
  /** Has `list` and `get`. @default true */
  readonly lists?: boolean
  /** @default 'put' */
  readonly ticketKind?: 'put' | 'post'
  readonly ticketExpiresInSeconds?: number
  /** Goes into every ticket's URL, headers and fields, so that a test can look where it turns up. */
  readonly secret?: string
  /** How long each call takes. @default 0 */
  readonly latencyMs?: number | ((call: FakeCall) => number)
  /** Awaited before a call is answered: holds it until the test lets go. */
  readonly gate?: (call: FakeCall) => Promise<unknown> | undefined
  readonly fail?: Partial<Record<FakeCallName, readonly ScriptedFailure[]>>
  /** What the backend has already, newest first. */
  readonly files?: readonly StoredFile[]
  /** The answer "I hold these bytes", beside what was registered here with the same digest. */
  readonly existing?: (request: TicketRequest) => StoredFile | undefined
  /** Where a file can be read; `issue` counts how often its URL was asked for. */
  readonly url?: (id: string, issue: number) => string | undefined
  readonly urlExpiresInSeconds?: number
  readonly clock?: Clock
}

/** A backend in memory, with a log. */
export interface FakeBackend extends UploadBackend {
  /** Every call, in the order they came in. */
  readonly calls: readonly FakeCall[]
  /** What is registered, newest first. */
  readonly files: readonly StoredFile[]
  /** The calls of one name. */
  callsOf(name: FakeCallName): readonly FakeCall[]
}

/** An {@link UploadBackend} in memory, for tests and stories. Its tickets are for the fake transport. */
export function createFakeBackend(options: FakeBackendOptions = {}): FakeBackend {
  const records = createRecords(options)
  const log = createLog(options)

  const requestTicket = (request: TicketRequest, context: CallContext) =>
    log.runOne('ticket', request, context, () => records.answer(request))
  const confirm = (stored: StoredUpload, context: CallContext) =>
    log.runOne('confirm', stored.request, context, () => records.register(stored.request))

  return {
    name: options.name ?? 'fake',
    ...(options.scope !== undefined && { scope: options.scope }),
    digest: options.digest === undefined ? 'md5' : options.digest,
    sharesFiles: options.sharesFiles ?? true,
    confirmIsIdempotent: options.confirmIsIdempotent ?? false,
    needsEtag: options.needsEtag ?? false,
    etagIsMd5: options.etagIsMd5 ?? false,
    calls: log.calls,
    callsOf: (name) => log.calls.filter((call) => call.name === name),
    get files() {
      return records.all()
    },
    requestTicket,
    confirm,
    abandon: (reference, context) => log.runOne('abandon', { id: readKey(reference) }, context, () => undefined),
    ...(options.gathers && gatheredCalls(records, log)),
    ...(options.reconciles && {
      reconcile: ({ request }: StoredUpload, context: CallContext) =>
        log.runOne('reconcile', request, context, () => records.find(request) ?? null),
    }),
    ...((options.lists ?? true) && listingCalls(records, log)),
  }
}

type Records = ReturnType<typeof createRecords>
type Log = ReturnType<typeof createLog>

function gatheredCalls(records: Records, log: Log): Required<Pick<UploadBackend, 'requestTickets' | 'confirmMany'>> {
  return {
    requestTickets: (requests, context) =>
      log.run('ticket', requests, context, (answerTo) =>
        requests.map((request): TicketAnswer | Failed => answerTo(request, () => records.answer(request))),
      ),
    confirmMany: (stored, context) => {
      const requests = stored.map(({ request }) => request)
      return log.run('confirm', requests, context, (answerTo) =>
        requests.map((request): Confirmed | Failed =>
          answerTo(request, () => ({ kind: 'confirmed', file: records.register(request) })),
        ),
      )
    },
  }
}

function listingCalls(records: Records, log: Log): Required<Pick<UploadBackend, 'list' | 'get'>> {
  return {
    list: ({ cursor, limit }, context) =>
      log.runOne('list', { id: cursor ?? 'first' }, context, () => {
        const start = cursor === null ? 0 : Number(cursor)
        const files = records.all().slice(start, start + limit)
        const isLast = start + limit >= records.all().length
        return { files: files.map(records.withFreshUrl), nextCursor: isLast ? null : String(start + limit) }
      }),
    get: (id, context) =>
      log.runOne('get', { id }, context, () => {
        const file = records.all().find((candidate) => candidate.id === id)
        if (!file) throw Object.assign(new Error(`There is no file ${id}.`), { status: 404 })
        return records.withFreshUrl(file)
      }),
  }
}

function createRecords(options: FakeBackendOptions) {
  let files: readonly StoredFile[] = options.files ?? []
  const byContent = new Map<string, StoredFile>()
  const byUpload = new Map<string, StoredFile>()
  const issues = new Map<string, number>()

  function withFreshUrl(file: StoredFile): StoredFile {
    const issue = (issues.get(file.id) ?? 0) + 1
    issues.set(file.id, issue)
    const url = options.url?.(file.id, issue)
    const { urlExpiresInSeconds } = options
    return { ...file, ...(url && { url }), ...(url && urlExpiresInSeconds && { urlExpiresInSeconds }) }
  }

  function register(request: TicketRequest): StoredFile {
    const known = byUpload.get(request.id)
    if (known && options.confirmIsIdempotent) return withFreshUrl(known)
    const file = describe(request, `file-${files.length + 1}`)
    files = [file, ...files]
    byUpload.set(request.id, file)
    if (request.digest) byContent.set(contentKey(request), file)
    return withFreshUrl(file)
  }

  return {
    all: () => files,
    find: (request: TicketRequest) => byUpload.get(request.id),
    register,
    withFreshUrl,
    answer(request: TicketRequest): TicketAnswer {
      const existing = options.existing?.(request) ?? (request.digest && byContent.get(contentKey(request)))
      return existing ? { kind: 'existing', file: withFreshUrl(existing) } : issueTicket(request, options)
    },
  }
}

interface Member {
  readonly id: string
  readonly name?: string
}

/** What one member gets: the work's result, or its own scripted failure. */
type AnswerTo = <T>(member: Member, work: () => T) => T | Failed

function createLog({ latencyMs = 0, gate, fail, clock }: FakeBackendOptions) {
  const calls: { -readonly [K in keyof FakeCall]: FakeCall[K] }[] = []

  async function run<T>(
    name: FakeCallName,
    members: readonly Member[],
    { signal, attempt, keepalive, idempotencyKey }: CallContext,
    work: (answerTo: AnswerTo) => T,
  ): Promise<T> {
    const nth = calls.filter((earlier) => earlier.name === name).length + 1
    const ids = members.map(({ id }) => id)
    const call: (typeof calls)[number] = { name, nth, ids, attempt, keepalive, idempotencyKey, outcome: 'pending' }
    calls.push(call)
    const due = (fail?.[name] ?? []).filter((failure) => failure.nth === undefined || failure.nth === nth)
    try {
      signal.throwIfAborted()
      await abortable(gate?.(call), signal)
      const delayMs = typeof latencyMs === 'number' ? latencyMs : latencyMs(call)
      if (delayMs > 0) await wait(delayMs, signal, clock)
      const answer = meet(
        due.find(({ fileName }) => fileName === undefined),
        () => work((member, memberWork) => answerMember(due, member, memberWork)),
      )
      call.outcome = 'answered'
      return answer
    } catch (thrown) {
      call.outcome = signal.aborted ? 'cancelled' : 'failed'
      throw thrown
    }
  }

  const runOne = <T>(name: FakeCallName, member: Member, context: CallContext, work: () => T) =>
    run(name, [member], context, (answerTo) => {
      const answer = answerTo(member, () => ({ answer: work() }))
      if ('error' in answer) throw answer.error
      return answer.answer
    })

  return { calls: calls as readonly FakeCall[], run, runOne }
}

function answerMember<T>(due: readonly ScriptedFailure[], member: Member, work: () => T): T | Failed {
  try {
    return meet(
      due.find(({ fileName }) => fileName !== undefined && fileName === member.name),
      work,
    )
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** Does the work, unless a failure stands before it; throws it. */
function meet<T>(failure: ScriptedFailure | undefined, work: () => T): T {
  if (failure && !failure.isAnswerLost) throw makeError(failure)
  const answer = work()
  if (failure) throw makeError(failure)
  return answer
}

async function abortable(work: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
  if (!work) return
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  await Promise.race([work, aborted])
}

function makeError({ error }: ScriptedFailure): unknown {
  return typeof error === 'function' ? error() : error
}

function issueTicket(request: TicketRequest, options: FakeBackendOptions): TicketAnswer {
  const { ticketKind = 'put', ticketExpiresInSeconds, secret = 'fake-signature' } = options
  const key = `key-${request.id}`
  const terms = {
    url: `${fakeStorageOrigin}/${key}?X-Amz-Signature=${secret}`,
    reference: { key },
    ...(ticketExpiresInSeconds !== undefined && { expiresInSeconds: ticketExpiresInSeconds }),
  }
  if (ticketKind === 'put') return { kind: 'put', ...terms, headers: { 'x-amz-meta-secret': secret } }
  const fields = [
    ['key', key],
    ['policy', secret],
    ['file', '@file'],
  ] as const
  return { kind: 'post', ...terms, fields }
}

function describe({ name, size, type, image }: TicketRequest, id: string): StoredFile {
  return { id, name, size, type, ...image }
}

function contentKey({ digest, size }: TicketRequest): string {
  return `${digest?.hex}/${size}`
}

function readKey(reference: Json): string {
  const key = typeof reference === 'object' && reference !== null && 'key' in reference ? reference['key'] : null
  return typeof key === 'string' ? key.replace(/^key-/, '') : ''
}
