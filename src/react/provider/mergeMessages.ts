import { isObject } from '../../shared/options/checkFields.js'
import type { Messages } from '../../locales/messages.js'

type InPart<T> = T extends string | readonly unknown[] | ((...args: never) => unknown)
  ? T
  : { readonly [K in keyof T]?: InPart<T[K]> | undefined }

/** Some of the texts. */
export type PartialMessages = InPart<Messages>

/**
 * Returns the texts of `base` with some of them replaced. Call it once, outside your components.
 * @example
 * import { de } from 'coatcheck/locales/de'
 *
 * const locale = mergeMessages(de, { dropzone: { title: () => 'Fotos hier ablegen' } })
 */
export function mergeMessages(base: Messages, changes: PartialMessages): Messages {
  // Merging keeps each text of the base that has no replacement of the same type.
  return merge(base, changes) as Messages
}

function merge(base: object, changes: object): object {
  const merged: Record<string, unknown> = { ...base }
  for (const [name, change] of Object.entries(changes) as [string, unknown][]) {
    const before = merged[name]
    if (change === undefined) continue
    merged[name] = isObject(before) && isObject(change) ? merge(before, change) : change
  }
  return merged
}
