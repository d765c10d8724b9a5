'use client'

import { useEffect } from 'react'
import { isStill } from '../../uploader/selectors.js'
import type { Upload } from '../../contract/upload.js'
import { useUploads } from '../hooks/useUploads.js'

/** Keeps the screen on while something is under way, in browsers that can. */
export function KeepAwake(): null {
  const isBusy = useUploads((uploads) => uploads.some(isUnderWay))
  useEffect(() => (isBusy ? keepScreenOn() : undefined), [isBusy])
  return null
}

/** What waits for a connection, or for somebody, may wait for hours. */
function isUnderWay(upload: Upload): boolean {
  return !isStill(upload) && upload.status !== 'paused'
}

/** The browser lets go when the page is hidden, so it is asked again when that ends. Returns what ends it. */
function keepScreenOn(): () => void {
  // Older browsers, and pages that are not served securely, have none.
  const wakeLock = navigator.wakeLock as WakeLock | undefined
  const held = new Set<WakeLockSentinel>()
  let isOver = false
  const ask = async (): Promise<void> => {
    if (!wakeLock || document.visibilityState !== 'visible') return
    try {
      const sentinel = await wakeLock.request('screen')
      held.add(sentinel)
      if (isOver) await sentinel.release()
    } catch {
      // A low battery, or a policy: then the screen goes off.
    }
  }
  const onVisible = (): void => void ask()
  document.addEventListener('visibilitychange', onVisible)
  void ask()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', onVisible)
    for (const sentinel of held) void sentinel.release()
  }
}
