import type { HeldContent, HeldKeys } from '../contract/ports/heldKeys.js'

interface Holding {
  readonly content: HeldContent
  readonly isHolding: () => boolean
}

/** Remembers the content of each key. An upload that no longer needs its keys loses them to the next upload that wants them. */
export function createHeldKeys(): HeldKeys {
  const byKey = new Map<string, Map<object, Holding>>()
  const keysOf = new Map<object, readonly string[]>()
  const losers = new WeakSet<object>()

  const othersWith = (holder: object, key: string): readonly (readonly [object, Holding])[] =>
    [...(byKey.get(key) ?? [])].filter(([other]) => other !== holder)

  const hasOther = (holder: object, key: string, content: HeldContent): boolean =>
    othersWith(holder, key).some(([, other]) => isOther(other.content, content) && other.isHolding())

  function release(holder: object): void {
    for (const key of keysOf.get(holder) ?? []) {
      const holdings = byKey.get(key)
      holdings?.delete(holder)
      if (holdings?.size === 0) byKey.delete(key)
    }
    keysOf.delete(holder)
  }

  return {
    hold(holder, keys, content, isHolding) {
      if (keys.some((key) => hasOther(holder, key, content))) return false
      release(holder)
      losers.delete(holder)
      for (const key of keys) {
        for (const [other, holding] of othersWith(holder, key)) {
          if (!isOther(holding.content, content)) continue
          release(other)
          losers.add(other)
        }
        const holdings = byKey.get(key) ?? new Map<object, Holding>()
        byKey.set(key, holdings.set(holder, { content, isHolding }))
      }
      keysOf.set(holder, keys)
      return true
    },
    isHeldByOther: (holder, key) => othersWith(holder, key).some(([, other]) => other.isHolding()),
    hasLost: (holder) => losers.has(holder),
    release,
  }
}

/** Shared by all uploaders of the page. */
export const pageHeldKeys: HeldKeys = createHeldKeys()

function isOther(a: HeldContent, b: HeldContent): boolean {
  if (a.digest && b.digest?.algorithm === a.digest.algorithm) return a.digest.hex !== b.digest.hex
  return a.sizeBytes !== b.sizeBytes
}
