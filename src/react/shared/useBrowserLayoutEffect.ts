import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect` without the warning that React 18 logs on servers, where no effect runs anyway. */
export const useBrowserLayoutEffect: typeof useLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect
