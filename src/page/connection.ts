import type { Connection } from '../contract/ports/page.js'

/** What the browser says of its connection. Where it cannot say, there is one. */
export const browserConnection: Connection = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  subscribe(onChange) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    globalThis.addEventListener('online', onChange)
    globalThis.addEventListener('offline', onChange)
    return () => {
      globalThis.removeEventListener('online', onChange)
      globalThis.removeEventListener('offline', onChange)
    }
  },
}
