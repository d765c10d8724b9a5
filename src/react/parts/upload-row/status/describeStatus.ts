import type { UploadError } from '../../../../errors/UploadError.js'
import { nameInSentence, showText } from '../../../../shared/showText.js'
import type { Upload } from '../../../../contract/upload.js'
import type { ErrorText, Messages } from '../../../../locales/messages.js'
import { describeRejection } from '../../rejection-list/describeRejection.js'
import { describeContent } from './describeContent.js'
import { isAwaitingStorage } from './isAwaitingStorage.js'
import { measureProgress } from './measureProgress.js'
import { toPercent } from './toPercent.js'

/** The status of an upload in words. */
export interface StatusText {
  /** The status or, for a failed upload, what happened. */
  readonly words: string
  /** More about it: what to do, the time left, or a warning. */
  readonly detail?: string
  /** How fast it is sent. */
  readonly speed?: string
  /** The API's own message, in any language and script. Show it as plain text. */
  readonly serverText?: string
}

/** Describes the status of an upload. `nowMs`, in milliseconds since the epoch, is the present for countdowns. */
export function describeStatus(upload: Upload, messages: Messages, nowMs: number): StatusText {
  const { status } = messages
  switch (upload.status) {
    case 'queued':
      return describeWaiting(upload, messages, nowMs)
    case 'inspecting':
      return withDetail(status.inspecting, describeReading(upload, messages))
    case 'sending':
      return describeSending(upload, messages)
    case 'paused':
      return { words: wordsForPause(upload.by, messages) }
    case 'failed':
      return describeFailure(upload, messages)
    case 'requesting':
    case 'confirming':
    case 'cancelled':
      return { words: status[upload.status] }
  }
  const { state = 'ready', stateText } = upload.stored
  if (state !== 'ready') return withDetail(status[state], stateText && showText(stateText))
  return withDetail(wordsForDone(upload, messages), describeContent(upload, messages))
}

type Sending = Extract<Upload, { readonly status: 'sending' }>
type Queued = Extract<Upload, { readonly status: 'queued' }>
type Paused = Extract<Upload, { readonly status: 'paused' }>
type Done = Extract<Upload, { readonly status: 'done' }>
type Failed = Extract<Upload, { readonly status: 'failed' }>

function describeReading(upload: Upload, { formatPercent }: Messages): string | undefined {
  const fraction = measureProgress(upload)
  return fraction === null ? undefined : formatPercent(toPercent(fraction) / 100)
}

function describeSending(upload: Sending, { status, formatSpeed }: Messages): StatusText {
  if (isAwaitingStorage(upload)) return { words: status.confirming }
  const { attempt, secondsLeft, bytesPerSecond } = upload
  const words = attempt > 1 ? status.sendingAgain : status.sending
  return {
    ...withDetail(words, secondsLeft === undefined ? undefined : status.secondsLeft(secondsLeft)),
    ...(bytesPerSecond !== undefined && { speed: formatSpeed(bytesPerSecond) }),
  }
}

function describeWaiting({ retryAt, error, twinOf }: Queued, messages: Messages, nowMs: number): StatusText {
  const { status } = messages
  if (retryAt !== undefined) {
    const seconds = Math.ceil((retryAt - nowMs) / 1000)
    const retry = seconds > 0 ? status.retryingIn(seconds) : status.retryingNow
    return error ? withDetail(textFor(error, messages)[0], retry) : { words: retry }
  }
  return { words: twinOf === undefined ? status.waiting : status.waitingForDuplicate }
}

function wordsForDone({ outcome, name, stored }: Done, { status }: Messages): string {
  if (stored.name === undefined || stored.name === name || outcome === 'initial') return status[outcome]
  return status[`${outcome}As`](nameInSentence(stored.name))
}

function wordsForPause(by: Paused['by'], { status }: Messages): string {
  if (by === 'user') return status.pausedByUser
  return by === 'offline' ? status.offline : status.fileMissing
}

/** Mentions that storage has the bytes, because a retry will not send them again. */
function describeFailure({ at, error }: Failed, messages: Messages): StatusText {
  const [whatHappened, whatToDo, whatElseToDo = whatToDo] = textFor(error, messages)
  const advice = error.retry.when === 'never' ? whatElseToDo : whatToDo
  const words = at === 'confirming' ? `${messages.status.failedToRegister} ${whatHappened}` : whatHappened
  return {
    ...withDetail(words, advice || undefined),
    ...(error.serverText !== undefined && { serverText: error.serverText }),
  }
}

function textFor({ code, reasons = [] }: UploadError, messages: Messages): ErrorText {
  if (reasons.length > 0) return [describeRejection({ reasons }, messages), '']
  const { errors } = messages
  // An adapter of a later version may use codes that this locale does not know.
  return (errors as Readonly<Record<string, ErrorText>>)[code] ?? errors.unknown
}

function withDetail(words: string, detail: string | undefined): StatusText {
  return detail === undefined ? { words } : { words, detail }
}
