import type { Inspection } from '../contract/ports/inspector.js'
import type { UploadError } from '../errors/UploadError.js'
import { type Entry, freshCounters, freshProgress, type Run } from './entry.js'
import { factsOf, fallbackType, type FileFacts, type KnownFacts, pickFacts } from './fileFacts.js'
import type { Metadata } from '../contract/json.js'
import type { Outcome, PausedBy, Upload, UploadFacts, UploadState } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'

/** Everything that can happen to one upload. */
export type Action<TFile extends StoredFile = StoredFile> =
  | { readonly type: 'queued'; readonly next: Step; readonly retry?: PlannedRetry; readonly twinOf?: string }
  | { readonly type: 'inspectionStarted'; readonly attempt: number }
  | { readonly type: 'inspectionProgressed'; readonly inspectedBytes: number }
  | { readonly type: 'prepared'; readonly file: File }
  /** Somebody chose the file that a row lacked. The row keeps its name. */
  | { readonly type: 'provided'; readonly file: File }
  | { readonly type: 'inspected'; readonly inspection: Inspection }
  | { readonly type: 'requestStarted'; readonly attempt: number }
  | { readonly type: 'sendStarted'; readonly attempt: number }
  /** Until the first progress event, nobody knows how many bytes were sent. */
  | { readonly type: 'sendUnseen' }
  | {
      readonly type: 'sendProgressed'
      readonly sentBytes: number
      readonly bytesPerSecond?: number
      readonly secondsLeft?: number
    }
  | { readonly type: 'confirmStarted'; readonly attempt: number }
  | { readonly type: 'paused'; readonly by: PausedBy; readonly at: Step }
  | { readonly type: 'failed'; readonly at: Step; readonly error: UploadError }
  | { readonly type: 'cancelled' }
  | { readonly type: 'done'; readonly outcome: Outcome; readonly stored: TFile }
  /** A new run starts. `keep`: what it takes over from the last one. */
  | {
      readonly type: 'restarted'
      readonly next: Step
      readonly keep: 'everything' | 'inspection' | 'nothing'
      readonly idempotencyKey?: string
    }
  /** Something that only the runner has to know. */
  | { readonly type: 'runUpdated'; readonly run: Partial<Run<TFile>> }

/** A retry that is due later. */
export interface PlannedRetry {
  /** milliseconds since the epoch */
  readonly at: number
  readonly error: UploadError
}

/** An upload that was just accepted. */
export function createUpload<TFile extends StoredFile>(
  id: string,
  file: File,
  options: { readonly facts: FileFacts; readonly metadata: Metadata; readonly group: string | undefined },
): Upload<TFile> {
  const { facts, metadata, group } = options
  const { name, type } = facts
  const known = { id, name, type, file, metadata, ...(group !== undefined && { group }) }
  return asUpload(pickFacts({ ...known, size: unread }), { status: 'queued', next: 'inspecting' }, untouched)
}

/** A file that the backend had before this session. */
export function createInitialUpload<TFile extends StoredFile>(
  id: string,
  stored: TFile,
  group?: string,
): Upload<TFile> {
  const { width, height, blurhash } = stored
  const image =
    width === undefined || height === undefined
      ? undefined
      : { width, height, ...(blurhash !== undefined && { blurhash }) }
  return {
    id,
    name: stored.name ?? stored.id,
    size: stored.size ?? 0,
    type: stored.type ?? fallbackType,
    file: null,
    metadata: {},
    ...(group !== undefined && { group }),
    ...(image && { image }),
    sentBytes: 0,
    attempt: 1,
    status: 'done',
    outcome: 'initial',
    stored,
  }
}

/** One entry after one action. Returns the same object if the action changes nothing. */
export function reduce<TFile extends StoredFile>(entry: Entry<TFile>, action: Action<TFile>): Entry<TFile> {
  const upload = reduceUpload(entry.upload, action)
  const run = entry.run && reduceRun(entry.run, action)
  return upload === entry.upload && run === entry.run ? entry : { upload, run }
}

/** The private side after one action. */
function reduceRun<TFile extends StoredFile>(run: Run<TFile>, action: Action<TFile>): Run<TFile> {
  switch (action.type) {
    case 'runUpdated':
      return { ...run, ...action.run }
    case 'provided':
      return { ...run, ...freshCounters, picked: action.file }
    case 'inspected':
      return { ...run, inspection: action.inspection }
    case 'sendStarted':
      return {
        ...run,
        tries: { ...run.tries, sends: action.attempt },
        ticket: run.ticket && { ...run.ticket, isUsed: true },
      }
    case 'done':
      return { ...run, ticket: null, parts: null, reference: undefined }
    case 'restarted':
      return restart(run, action)
    default:
      return run
  }
}

function restart<TFile extends StoredFile>(
  run: Run<TFile>,
  { keep, idempotencyKey = run.idempotencyKey }: Action<TFile> & { readonly type: 'restarted' },
): Run<TFile> {
  if (keep === 'everything') return { ...run, ...freshCounters, idempotencyKey }
  const { inspection } = run
  return { ...run, ...freshProgress, idempotencyKey, ...(keep === 'inspection' && { inspection }) }
}

/** What the app sees after one action: the only place where a status changes. */
export function reduceUpload<TFile extends StoredFile>(upload: Upload<TFile>, action: Action<TFile>): Upload<TFile> {
  switch (action.type) {
    case 'queued':
      if (isQueuedAlready(upload, action)) return upload
      return enter(upload, {
        status: 'queued',
        next: action.next,
        ...(action.retry && { retryAt: action.retry.at, error: action.retry.error }),
        ...(action.twinOf !== undefined && { twinOf: action.twinOf }),
      })
    case 'inspectionStarted':
      return enter(upload, { status: 'inspecting', inspectedBytes: 0 }, { attempt: action.attempt })
    case 'inspectionProgressed':
      if (upload.status !== 'inspecting' || action.inspectedBytes <= upload.inspectedBytes) return upload
      return { ...upload, inspectedBytes: Math.min(action.inspectedBytes, upload.size) }
    case 'prepared':
      return takePrepared(upload, action.file)
    case 'provided':
      return { ...upload, file: action.file }
    case 'inspected':
      return takeFacts(upload, action.inspection)
    case 'requestStarted':
      return enter(upload, { status: 'requesting' }, { attempt: action.attempt })
    case 'sendStarted':
      return enter(upload, { status: 'sending' }, { attempt: action.attempt })
    case 'sendUnseen':
      return upload.status === 'sending' ? enter(upload, { status: 'sending', isProgressHidden: true }) : upload
    case 'sendProgressed':
      return upload.status === 'sending' ? progressSending(upload, action) : upload
    case 'confirmStarted':
      return enter(upload, { status: 'confirming' }, { attempt: action.attempt })
    case 'paused':
      return enter(upload, { status: 'paused', by: action.by, at: action.at })
    case 'failed':
      return enter(upload, { status: 'failed', at: action.at, error: action.error })
    case 'cancelled':
      return enter(upload, { status: 'cancelled' })
    case 'done':
      return enter(
        upload,
        { status: 'done', outcome: action.outcome, stored: action.stored },
        action.outcome === 'uploaded' ? { sentBytes: upload.size } : {},
      )
    case 'restarted':
      // The bytes are stored, so what was sent still counts.
      if (action.next === 'confirming') return upload
      return enter(upload, { status: 'queued', next: action.next }, { sentBytes: 0, attempt: 1 })
    case 'runUpdated':
      return upload
    default:
      return action satisfies never
  }
}

function takeFacts<TFile extends StoredFile>(upload: Upload<TFile>, facts: Inspection): Upload<TFile> {
  const { image, sniffedType, thumbnail } = facts
  if (!image && !thumbnail && sniffedType === undefined) return upload
  return {
    ...upload,
    ...(image && { image }),
    ...(sniffedType !== undefined && { sniffedType }),
    ...(thumbnail && { thumbnail }),
  }
}

/** Uploads are added in this state by the thousand, so they are not copied once more. */
function isQueuedAlready(upload: Upload, { next, retry, twinOf }: Action & { readonly type: 'queued' }): boolean {
  if (upload.status !== 'queued' || upload.next !== next || retry || twinOf !== undefined) return false
  return upload.retryAt === undefined && upload.twinOf === undefined
}

/** A prepared file of another size has other bytes, and none of them was sent. The same file counts as a second attempt. */
function takePrepared<TFile extends StoredFile>(upload: Upload<TFile>, file: File): Upload<TFile> {
  const facts = factsOf(file)
  return { ...upload, ...facts, file, sentBytes: facts.size === upload.size ? upload.sentBytes : 0 }
}

function progressSending<TFile extends StoredFile>(
  upload: Upload<TFile> & { readonly status: 'sending' },
  action: Action<TFile> & { readonly type: 'sendProgressed' },
): Upload<TFile> {
  const { bytesPerSecond, secondsLeft } = action
  // A second attempt sends from the first byte on, but the bar does not jump back.
  const sentBytes = Math.max(upload.sentBytes, Math.min(action.sentBytes, upload.size))
  const isSame = sentBytes === upload.sentBytes && bytesPerSecond === upload.bytesPerSecond
  // The end of a small file is reported twice: by the browser, and with the answer.
  if (isSame && secondsLeft === upload.secondsLeft && !upload.isProgressHidden) return upload
  return enter(
    upload,
    {
      status: 'sending',
      ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      ...(secondsLeft !== undefined && { secondsLeft }),
    },
    { sentBytes },
  )
}

/** Puts an upload into a status with only the fields that exist in it. */
function enter<TFile extends StoredFile>(
  upload: Upload<TFile>,
  state: UploadState<TFile>,
  changed: Partial<Pick<UploadFacts, 'attempt' | 'sentBytes'>> = {},
): Upload<TFile> {
  const { sentBytes, attempt } = upload
  return asUpload(pickFacts(upload), state, { sentBytes, attempt, ...changed })
}

/** Adds what changes to what is known. The facts are not copied, because that would read a size. */
function asUpload<TFile extends StoredFile>(
  facts: KnownFacts,
  state: UploadState<TFile>,
  moved: Pick<UploadFacts, 'sentBytes' | 'attempt'>,
): Upload<TFile> {
  return Object.assign(facts, moved, state)
}

/** An upload of which no byte has been sent. */
const untouched = { sentBytes: 0, attempt: 1 } as const

/** Stands for a size that nobody has read. */
const unread = 0
