import type { Rejection } from '../../../contract/restrictions.js'
import { showText } from '../../../shared/showText.js'
import type { DoneUpload, FailedUpload, Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { type FileEvent, fileEvents, FileNews, type Reason } from './FileNews.js'
import type { Messages } from '../../../locales/messages.js'
import { watchPauses } from './watchPauses.js'

/** Long enough to gather everything that one drop causes, short enough to feel like a response. */
const soonMs = 400
/** Three hundred finished files should not become three hundred announcements. */
const laterMs = 8000

/** The sources of the news. The functions are passed in so that the live region's chunk does not import them. */
export interface NewsSource {
  readonly uploader: Uploader
  readonly messages: Messages
  /** Whether an upload stays as it is until the user does something. */
  readonly isResting: (upload: Upload) => boolean
  readonly describeRejection: (rejection: Pick<Rejection, 'reasons'>) => string
}

/** The news that is being gathered. */
export interface GatheredNews {
  /** Returns what is about to be announced, which is then not announced; empty if that is nothing, or not soon. */
  readonly takeSoon: () => string
  readonly stop: () => void
}

/**
 * Announces in batches what happens to the files, and the totals once all have settled. What the user does is answered
 * soon, and so is the first failure and the first loss of the connection; what follows by itself is gathered for longer.
 */
export function gatherNews(source: NewsSource, announce: (text: string) => void): GatheredNews {
  const { uploader, messages, isResting, describeRejection } = source
  let news = new FileNews()
  let ends = new FileNews()
  let isOnline = true
  let wasOnline = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Infinity
  const next = createPace()

  function takeAll(): string {
    dueAt = Infinity
    const hasSettled = uploader.getSnapshot().uploads.every(isResting)
    const sentences = fileEvents.flatMap((event) => {
      const from = hasSettled && (event === 'done' || event === 'failed') ? ends : news
      return from.list(event, messages.announce.manyReasons).map((files) => messages.announce[event](files))
    })
    if (hasSettled && ends.count('done') > 1 && ends.count('failed') === 0) sentences.push(messages.announce.allDone)
    // A connection that is back before its loss was announced is no news.
    if (isOnline !== wasOnline) sentences.push(isOnline ? messages.announce.online : messages.status.offline)
    wasOnline = isOnline
    news = new FileNews()
    if (hasSettled) ends = new FileNews()
    return sentences.join(' ')
  }

  function announceAll(): void {
    const text = takeAll()
    if (text) announce(text)
  }

  function announceWithin(delayMs: number): void {
    const at = Date.now() + delayMs
    if (at >= dueAt) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(announceAll, delayMs)
  }

  function note(event: FileEvent, name: string, reason?: Reason): void {
    news.note(event, name, reason)
    if (event === 'done' || event === 'failed') ends.note(event, name, reason)
    announceWithin(event === 'failed' ? next(event) : event === 'done' || event === 'ready' ? laterMs : soonMs)
  }

  /** A file that the backend rejects is announced as one that failed. One that it still processes is no news. */
  function noteStored(event: 'done' | 'ready', { name, stored }: DoneUpload): void {
    const { state, stateText = messages.status.rejected } = stored
    if (state === 'rejected') note('failed', name, { key: stateText, describe: () => showText(stateText) })
    else if (event === 'done' || state !== 'processing') note(event, name)
  }

  const stops = [
    uploader.on('added', ({ uploads }) => {
      for (const { name } of uploads) note('added', name)
    }),
    uploader.on('rejected', ({ rejections }) => {
      for (const rejection of rejections) {
        note('rejected', rejection.file.name, {
          key: JSON.stringify(rejection.reasons),
          describe: () => describeRejection(rejection),
        })
      }
    }),
    uploader.on('cancelled', ({ upload }) => note('cancelled', upload.name)),
    uploader.on('done', ({ upload }) => noteStored('done', upload)),
    uploader.on('storedChanged', ({ upload }) => noteStored('ready', upload)),
    uploader.on('failed', ({ upload }) =>
      note('failed', upload.name, {
        key: JSON.stringify([upload.error.code, upload.at, upload.error.reasons]),
        describe: () => describeFailure(upload, source),
      }),
    ),
    uploader.on('settled', () => announceWithin(soonMs)),
    watchPauses(uploader, {
      onPaused: ({ name }) => note('paused', name),
      onResumed: ({ name }) => note('resumed', name),
      onConnection: (isConnected) => {
        isOnline = isConnected
        announceWithin(next('connection'))
      },
    }),
  ]
  return {
    takeSoon() {
      if (dueAt - Date.now() > soonMs) return ''
      clearTimeout(timer)
      return takeAll()
    },
    stop() {
      clearTimeout(timer)
      for (const stop of stops) stop()
    },
  }
}

/**
 * The first news of its kind is told soon. More of the same within a few seconds waits, or the announcements would
 * never end.
 */
function createPace(): (kind: string) => number {
  const lastAt = new Map<string, number>()
  return (kind) => {
    const now = Date.now()
    if (now - (lastAt.get(kind) ?? -Infinity) < laterMs) return laterMs
    lastAt.set(kind, now)
    return soonMs
  }
}

/** What happened, without the advice: the row has both. Storage has the bytes of a file that was not registered. */
function describeFailure({ at, error }: FailedUpload, { describeRejection, messages }: NewsSource): string {
  const { errors, status } = messages
  const { code, reasons = [] } = error
  // An adapter of a later version may use codes that this locale does not know.
  const [whatHappened] = reasons.length > 0 ? [describeRejection({ reasons })] : (errors[code] ?? errors.unknown)
  return at === 'confirming' ? `${status.failedToRegister} ${whatHappened}` : whatHappened
}
