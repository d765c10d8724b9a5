import type { Inspection } from '../contract/ports/inspector.js'
import type { UploadError } from '../errors/UploadError.js'
import { type Entry, freshCounters, freshProgress, type Run } from './entry.js'
import { fallbackType, type KnownFacts, pickFacts } from './fileFacts.js'
import type { Metadata } from '../contract/json.js'
import type { Outcome, PausedBy, Upload, UploadFacts, UploadState } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'

/** Everything that can happen to one upload. */
export type Action<TFile extends StoredFile = StoredFile> =
  | { readonly type: 'queued'; readonly next: Step }
  | { readonly type: 'retryPlanned'; readonly next: Step; readonly retry: PlannedRetry }
  /** It waits for another upload, which sends the same bytes. */
  | { readonly type: 'duplicateFound'; readonly next: Step; readonly twinOf: string }
  | { readonly type: 'inspectionStarted'; readonly attempt: number }
  | { readonly type: 'inspectionProgressed'; readonly inspectedBytes: number }
  /** `prepare` has begun, or has made the file. */
  | { readonly type: 'preparationChanged'; readonly upload: Upload<TFile> }
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

/** What the app says about a file that it adds. */
export interface AppFacts {
  readonly metadata: Metadata
  readonly group: string | undefined
}

/** An upload that was just accepted. */
export function createUpload<TFile extends StoredFile>(
  id: string,
  file: File,
  { metadata, group }: AppFacts,
): Upload<TFile> {
  const { name, type } = file
  return asUpload(
    pickFacts({ id, name, type: type || fallbackType, file, metadata, group, size: unread }),
    { status: 'queued', next: 'inspecting' },
    untouched,
  )
}

/** A file that the backend had before this session. */
export function createInitialUpload<TFile extends StoredFile>(
  id: string,
  stored: TFile,
  group?: string,
): Upload<TFile> {
  const { width, height, blurhash } = stored
  const picture = width && height ? { width, height, ...(blurhash && { blurhash }) } : undefined
  const facts = {
    id,
    name: stored.name ?? stored.id,
    size: stored.size ?? 0,
    type: stored.type ?? fallbackType,
    file: null,
    metadata: {},
    group,
    [stored.type?.startsWith('video/') ? 'video' : 'image']: picture,
  }
  return asUpload(pickFacts(facts), { status: 'done', outcome: 'initial', stored }, untouched)
}

/** A command of the app: all that can happen to an upload before the runner's code is there. */
export type Command = Extract<Action, { readonly type: 'queued' | 'paused' | 'cancelled' | 'restarted' }>

/** One entry after a command. Returns the same object if the command changes nothing. */
export function reduceCommand<TFile extends StoredFile>(entry: Entry<TFile>, command: Command): Entry<TFile> {
  const { upload, run } = entry
  switch (command.type) {
    case 'queued':
      if (isQueued(upload, command.next)) return entry
      return { run, upload: enter(upload, { status: 'queued', next: command.next }) }
    case 'paused':
      return { run, upload: enter(upload, { status: 'paused', by: command.by, at: command.at }) }
    case 'cancelled':
      return { run, upload: enter(upload, { status: 'cancelled' }) }
    case 'restarted':
      return {
        run: run && restart(run, command),
        // If the bytes are stored, what was sent still counts.
        upload:
          command.next === 'confirming'
            ? upload
            : enter(upload, { status: 'queued', next: command.next }, { sentBytes: 0, attempt: 1 }),
      }
    default:
      return command satisfies never
  }
}

/** Whether it is queued already, and for nothing else. Uploads are added in this state by the thousand, so they are not copied. */
function isQueued(upload: Upload, next: Step): boolean {
  if (upload.status !== 'queued' || upload.next !== next) return false
  return upload.retryAt === undefined && upload.twinOf === undefined
}

function restart<TFile extends StoredFile>(
  run: Run<TFile>,
  { keep, idempotencyKey = run.idempotencyKey }: Command & { readonly type: 'restarted' },
): Run<TFile> {
  if (keep === 'everything') return { ...run, ...freshCounters, idempotencyKey }
  const { inspection } = run
  return { ...run, ...freshProgress, idempotencyKey, ...(keep === 'inspection' && { inspection }) }
}

/** Puts an upload into a status with only the fields that exist in it. */
export function enter<TFile extends StoredFile>(
  upload: UploadFacts,
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
