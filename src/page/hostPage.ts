import type { HostPage } from '../contract/ports/page.js'

/** The page in a browser. Phones fire `pagehide`, but often neither `unload` nor `beforeunload`. */
export const browserPage: HostPage = {
  onLeave(listener) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    globalThis.addEventListener('pagehide', listener)
    return () => globalThis.removeEventListener('pagehide', listener)
  },
}
