import type {
  CallContext,
  Confirmed,
  Failed,
  StoredUpload,
  TicketRequest,
  UploadBackend,
} from '../../contract/backend.js'
import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import type { FileChange, StoredFile, StoredFileState } from '../../contract/storedFile.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import { createLog, type FakeCall, type FakeCallName, type FakeLog, type FakeLogOptions, readKey } from './fakeLog.js'
import { createFakeParts } from './fakeParts.js'
import { fakeStorageOrigin } from './fakeTransport.js'
import { createFakeWatchers } from './fakeWatchers.js'

/** How the fake backend behaves. */
export interface FakeBackendOptions extends FakeLogOptions {
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
  /** Has `deleteFile` and `updateFile`. @default false */
  readonly edits?: boolean
  /** Registered files are 'processing' until `setState` changes that. @default false */
  readonly processes?: boolean
  /** Has `watch`. @default false */
  readonly watches?: boolean
  /** The kind of tickets. 'multipart' adds the calls for parts and needs `storage`. @default 'put' */
  readonly ticketKind?: 'put' | 'post' | 'multipart'
  /** bytes @default 5 MiB */
  readonly partSizeBytes?: number
  /** The stored files, by URL, for the calls for parts. */
  readonly storage?: () => ReadonlyMap<string, Blob>
  readonly ticketExpiresInSeconds?: number
  /** Part of every ticket's URL, headers and fields, so that a test can look for it elsewhere. */
  readonly secret?: string
  /** The files that the backend already has, newest first. */
  readonly files?: readonly StoredFile[]
  /** Answers that a file exists, in addition to the files that were registered with the same digest. */
  readonly existing?: (request: TicketRequest) => StoredFile | undefined
  /** Returns the URL of a file. `issue` counts how often it was asked for. */
  readonly url?: (id: string, issue: number) => string | undefined
  readonly urlExpiresInSeconds?: number
}

/** A backend in memory, with a log. */
export interface FakeBackend extends UploadBackend {
  /** Every call, in order. */
  readonly calls: readonly FakeCall[]
  /** The registered files, newest first. */
  readonly files: readonly StoredFile[]
  /** Returns the calls with a name. */
  callsOf(name: FakeCallName): readonly FakeCall[]
  /** Changes the state of a registered file, and tells whoever watches it. */
  setState(fileId: string, state: StoredFileState, stateText?: string): void
  /** The ids of the files that are watched now. */
  readonly watchedIds: readonly string[]
  /** Loses the source of the changes of a file. */
  loseWatch(fileId: string): void
}

/** An {@link UploadBackend} in memory, for tests and stories. Its tickets are for the fake transport. */
export function createFakeBackend(options: FakeBackendOptions = {}): FakeBackend {
  const log = createLog(options)
  const parts = options.ticketKind === 'multipart' ? createFakeParts(options, log) : null
  const records = createRecords(options, (id) => parts?.begin(id))
  const watchers = createFakeWatchers()

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
    ...(parts && { multipart: parts.calls }),
    ...(options.reconciles && {
      reconcile: ({ request }: StoredUpload, context: CallContext) =>
        log.runOne('reconcile', request, context, () => records.find(request) ?? null),
    }),
    ...((options.lists ?? true) && listingCalls(records, log)),
    ...(options.edits && editingCalls(records, log)),
    ...(options.watches && { watch: watchers.watch }),
    setState(fileId, state, stateText) {
      const file = records.setState(fileId, state, stateText)
      if (file) watchers.report(file)
    },
    get watchedIds() {
      return watchers.ids()
    },
    loseWatch: (fileId) => watchers.lose(fileId),
  }
}

type Records = ReturnType<typeof createRecords>
function gatheredCalls(
  records: Records,
  log: FakeLog,
): Required<Pick<UploadBackend, 'requestTickets' | 'confirmMany'>> {
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

function listingCalls(records: Records, log: FakeLog): Required<Pick<UploadBackend, 'list' | 'get'>> {
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
        if (!file) throw noFile(id)
        return records.withFreshUrl(file)
      }),
  }
}

function editingCalls(records: Records, log: FakeLog): Required<Pick<UploadBackend, 'deleteFile' | 'updateFile'>> {
  return {
    deleteFile: (id, context) => log.runOne('delete', { id }, context, () => records.remove(id)),
    updateFile: (id, change, context) =>
      log.runOne('update', { id }, context, () => {
        const file = records.change(id, change)
        if (!file) throw noFile(id)
        return records.withFreshUrl(file)
      }),
  }
}

function noFile(id: string): Error {
  return Object.assign(new Error(`There is no file ${id}.`), { status: 404 })
}

function createRecords(options: FakeBackendOptions, onTicket: (id: string) => void) {
  let files: readonly StoredFile[] = options.files ?? []
  // A deleted file's id is not given again.
  let count = files.length
  const byContent = new Map<string, readonly { readonly file: StoredFile; readonly said: string }[]>()
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
    const described = describe(request, `file-${(count += 1)}`)
    const file: StoredFile = options.processes ? { ...described, state: 'processing' } : described
    files = [file, ...files]
    byUpload.set(request.id, file)
    const key = contentKey(request)
    if (request.digest) byContent.set(key, [...(byContent.get(key) ?? []), { file, said: describeRequest(request) }])
    return withFreshUrl(file)
  }

  /** What was said about an upload is no longer true of its file, so that no other upload may get it. */
  function forget(id: string, changed?: StoredFile): void {
    for (const [key, known] of byContent) {
      byContent.set(
        key,
        known.filter(({ file }) => file.id !== id),
      )
    }
    for (const [upload, file] of byUpload) {
      if (file.id !== id) continue
      if (changed) byUpload.set(upload, changed)
      else byUpload.delete(upload)
    }
  }

  function replace(id: string, change: (known: StoredFile) => StoredFile): StoredFile | undefined {
    const known = files.find((file) => file.id === id)
    if (!known) return undefined
    const changed = change(known)
    files = files.map((file) => (file === known ? changed : file))
    forget(id, changed)
    return changed
  }

  return {
    all: () => files,
    find: (request: TicketRequest) => byUpload.get(request.id),
    remove(id: string): void {
      files = files.filter((file) => file.id !== id)
      forget(id)
    },
    setState(id: string, state: StoredFileState, stateText?: string): StoredFile | undefined {
      const changed = replace(id, ({ state: _state, stateText: _stateText, ...others }) => ({
        ...others,
        state,
        ...(stateText !== undefined && { stateText }),
      }))
      return changed && withFreshUrl(changed)
    },
    change: (id: string, change: FileChange): StoredFile | undefined =>
      replace(id, ({ name: knownName, alt: knownAlt, ...others }) => {
        const { name = knownName, alt = knownAlt } = change
        return { ...others, ...(name && { name }), ...(alt && { alt }) }
      }),
    register,
    withFreshUrl,
    answer(request: TicketRequest): TicketAnswer {
      const sameBytes = (request.digest && byContent.get(contentKey(request))) ?? []
      const same = sameBytes.find(({ said }) => said === describeRequest(request))
      const existing = options.existing?.(request) ?? same?.file
      if (existing) return { kind: 'existing', file: withFreshUrl(existing) }
      const key = `key-${request.id}`
      if (sameBytes.length > 0) return { kind: 'stored', reference: { key } }
      onTicket(request.id)
      return issueTicket(request, options)
    },
  }
}

function issueTicket(request: TicketRequest, options: FakeBackendOptions): TicketAnswer {
  const { ticketKind = 'put', ticketExpiresInSeconds, secret = 'fake-signature' } = options
  const key = `key-${request.id}`
  if (ticketKind === 'multipart') {
    return { kind: 'multipart', reference: { key }, partSizeBytes: options.partSizeBytes ?? 5 * 1024 ** 2 }
  }
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

/** Equal bytes with another name or other metadata are a different file. */
function describeRequest({ name, metadata }: TicketRequest): string {
  return JSON.stringify([name, metadata])
}

function contentKey({ digest, size }: TicketRequest): string {
  return `${digest?.hex}/${size}`
}
