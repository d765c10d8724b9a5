export interface ClearLaterOptions {
  readonly afterMs: number
  readonly subscribe: (listener: () => void) => () => void
  /** The ids of the uploads whose rows may leave. */
  readonly find: () => readonly string[]
  /** Whether the user is at this row, which then stays. */
  readonly isInUse: (id: string) => boolean
  readonly clear: (ids: readonly string[]) => void
}

/** Lets rows leave some time after their uploads have finished. Returns a function that ends this. */
export function clearLater({ afterMs, subscribe, find, isInUse, clear }: ClearLaterOptions): () => void {
  let finishedAt: ReadonlyMap<string, number> = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    const nowMs = Date.now()
    finishedAt = new Map(find().map((id) => [id, finishedAt.get(id) ?? nowMs]))
    timer ??= finishedAt.size === 0 ? undefined : setTimeout(clearDue, lookAgainMs)
  }

  function clearDue(): void {
    timer = undefined
    const nowMs = Date.now()
    const due = [...finishedAt].filter(([id, atMs]) => nowMs - atMs >= afterMs && !isInUse(id)).map(([id]) => id)
    if (due.length > 0) clear(due)
    look()
  }

  const unsubscribe = subscribe(look)
  look()
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

/** Rows leave a little late and together, rather than each by a timer of its own. */
const lookAgainMs = 250
