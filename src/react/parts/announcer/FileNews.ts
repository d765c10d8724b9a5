import { nameInSentence } from '../../../shared/showText.js'
import type { AnnouncedFiles } from '../../../locales/messages.js'

/** What can happen to a file, in the order in which it is read out. */
export const fileEvents = ['added', 'rejected', 'paused', 'resumed', 'cancelled', 'done', 'ready', 'failed'] as const

export type FileEvent = (typeof fileEvents)[number]

/** Why something happened to a file. Files with the same key are counted together. */
export interface Reason {
  readonly key: string
  readonly describe: () => string
}

interface Group {
  count: number
  readonly name: string
  readonly reason: Reason | undefined
}

/** With more reasons than this, an announcement would be longer than anyone wants to listen to. */
const maxReasons = 3

/** Counts what has happened to files, by event and by reason. */
export class FileNews {
  readonly #groups = new Map<FileEvent, Map<string, Group>>()

  note(event: FileEvent, name: string, reason?: Reason): void {
    const groups = this.#groups.get(event) ?? new Map<string, Group>()
    this.#groups.set(event, groups)
    const key = reason?.key ?? ''
    const group = groups.get(key) ?? { count: 0, name, reason }
    group.count += 1
    groups.set(key, group)
  }

  count(event: FileEvent): number {
    return sum(this.#groups.get(event)?.values() ?? [])
  }

  /**
   * The files of an event, those with the most frequent reason first. If there are many reasons, `manyReasons` stands
   * for the rarer ones.
   */
  list(event: FileEvent, manyReasons: string): readonly AnnouncedFiles[] {
    const groups = [...(this.#groups.get(event)?.values() ?? [])].toSorted((a, b) => b.count - a.count)
    const shown = groups.length > maxReasons ? groups.slice(0, maxReasons - 1) : groups
    const others = sum(groups.slice(shown.length))
    const files = shown.map(({ count, name, reason }) => ({
      count,
      ...(count === 1 && { name: nameInSentence(name) }),
      ...(reason && { reason: reason.describe() }),
    }))
    return others === 0 ? files : [...files, { count: others, reason: manyReasons }]
  }
}

function sum(groups: Iterable<Group>): number {
  let count = 0
  for (const group of groups) count += group.count
  return count
}
