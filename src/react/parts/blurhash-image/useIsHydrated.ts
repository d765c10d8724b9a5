'use client'

import { useSyncExternalStore } from 'react'

/** False on the server and while hydrating, so that the first render matches the server's HTML. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}

/** The answer changes only when hydration ends, and React asks for it again then. */
function subscribe(): () => void {
  return () => {}
}
