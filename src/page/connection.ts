import type { Connection } from '../contract/ports/page.js'

/** What the browser says of its connection. Where it cannot say, there is one. */
export const browserConnection: Connection = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  subscribe(onChange) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    const ends = new AbortController()
    for (const change of ['online', 'offline']) globalThis.addEventListener(change, onChange, ends)
    return () => ends.abort()
  },
}
