import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, without React 18's warning on the server, where neither runs. */
export const useBrowserLayoutEffect: typeof useLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect
