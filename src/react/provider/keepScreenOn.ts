/**
 * Keeps the screen on. The browser releases the lock when the page is hidden, so each return requests it again. Returns
 * the clean-up.
 */
export function keepScreenOn(): () => void {
  // Older browsers and insecure pages have no wake lock.
  const wakeLock = navigator.wakeLock as WakeLock | undefined
  const sentinels = new Set<WakeLockSentinel>()
  let isOver = false
  const request = async (): Promise<void> => {
    if (!wakeLock || document.visibilityState !== 'visible') return
    try {
      const sentinel = await wakeLock.request('screen')
      sentinels.add(sentinel)
      if (isOver) await sentinel.release()
    } catch {
      // The battery is low or a policy forbids it, and the screen may turn off.
    }
  }
  const onVisible = (): void => void request()
  document.addEventListener('visibilitychange', onVisible)
  void request()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', onVisible)
    for (const sentinel of sentinels) void sentinel.release()
  }
}
