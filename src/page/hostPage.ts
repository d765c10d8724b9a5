import type { HostPage } from '../contract/ports/page.js'

/** The page in a browser. `pagehide` comes where `unload` and `beforeunload` do not: on phones. */
export const browserPage: HostPage = {
  onLeave(tell) {
    if (typeof globalThis.addEventListener !== 'function') return () => {}
    globalThis.addEventListener('pagehide', tell)
    return () => globalThis.removeEventListener('pagehide', tell)
  },
}
