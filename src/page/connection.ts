import type { Connection } from '../contract/ports/page.js'

/** The browser's connection. If the browser cannot tell, it counts as online. */
export const browserConnection: Connection = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  subscribe(onChange) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    const ends = new AbortController()
    for (const change of ['online', 'offline']) globalThis.addEventListener(change, onChange, ends)
    return () => ends.abort()
  },
}
