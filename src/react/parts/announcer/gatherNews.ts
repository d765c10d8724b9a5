import type { Uploader } from '../../../contract/uploader.js'
import type { BatchNews } from '../../../locales/messages.js'
import { nameInSentence } from '../../../shared/showText.js'

/** Long enough to gather everything that one drop causes, short enough to feel like a response. */
const soonMs = 400
/** Three hundred finished files should not become three hundred announcements. */
const laterMs = 8000

type Count = 'added' | 'rejected' | 'done' | 'failed'

/** The sources of the news. The functions are passed in so that the live region's chunk does not import them. */
export interface NewsSource {
  readonly uploader: Uploader
  /** Whether all uploads have settled. */
  readonly isSettled: () => boolean
}

/** Reports news about the files in batches, and the totals once all have settled. Returns a function that stops it. */
export function gatherNews({ uploader, isSettled }: NewsSource, report: (news: BatchNews) => void): () => void {
  let news = new News()
  let ends = new News()
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Number.POSITIVE_INFINITY

  function reportAll(): void {
    dueAt = Number.POSITIVE_INFINITY
    const hasSettled = isSettled()
    const [name, ...otherNames] = new Set([...news.names, ...(hasSettled ? ends.names : [])])
    const { done, failed } = hasSettled ? ends : news
    const { added, rejected } = news
    report({
      added,
      rejected,
      done,
      failed,
      isSettled: hasSettled,
      ...(name !== undefined && otherNames.length === 0 && { name: nameInSentence(name) }),
    })
    news = new News()
    if (hasSettled) ends = new News()
  }

  function reportWithin(delayMs: number): void {
    const at = Date.now() + delayMs
    if (at >= dueAt) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(reportAll, delayMs)
  }

  function note(count: Count, names: readonly string[], delayMs: number): void {
    news.note(count, names)
    if (count === 'done' || count === 'failed') ends.note(count, names)
    reportWithin(delayMs)
  }

  const stops = [
    uploader.on('added', ({ uploads }) => note('added', uploads.map(nameOf), soonMs)),
    uploader.on('rejected', ({ rejections }) =>
      note(
        'rejected',
        rejections.map(({ file }) => file.name),
        soonMs,
      ),
    ),
    uploader.on('done', ({ upload }) => note('done', [upload.name], laterMs)),
    uploader.on('failed', ({ upload }) => note('failed', [upload.name], soonMs)),
    uploader.on('settled', () => reportWithin(soonMs)),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

class News implements Record<Count, number> {
  added: number = 0
  rejected: number = 0
  done: number = 0
  failed: number = 0
  readonly names: Set<string> = new Set()

  note(count: Count, names: readonly string[]): void {
    this[count] += names.length
    // Two names are enough to know that more than one file is concerned.
    for (const name of names.slice(0, 2)) this.names.add(name)
  }
}

function nameOf({ name }: { readonly name: string }): string {
  return name
}
