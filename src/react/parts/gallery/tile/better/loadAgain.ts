import { canDecode } from './canDecode.js'
import type { TileToImprove } from './ImprovePicture.js'

/** The pauses before a broken picture is loaded again by itself. After them, only an event of the page leads to it. */
const pausesMs: readonly number[] = [5_000, 20_000, 60_000]

/** How often each tile's picture was loaded again. The tile stays the same while its URLs change. */
const triesOf = new WeakMap<TileToImprove['tile'], number>()

/**
 * Loads a broken picture again after a while, and when the page comes online or to the front, because its storage may
 * only have been down. If the URL still fails, the backend is asked for another one. Returns a function that stops it.
 */
export function loadAgain(read: () => TileToImprove): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  const { tile } = read()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLoading = false

  function plan(): void {
    const pauseMs = pausesMs[triesOf.get(tile) ?? 0]
    if (pauseMs !== undefined) timer = setTimeout(() => void load(), pauseMs)
  }

  async function load(): Promise<void> {
    if (document.hidden || isLoading) return
    clearTimeout(timer)
    isLoading = true
    const tries = (triesOf.get(tile) ?? 0) + 1
    triesOf.set(tile, tries)
    const { src, srcSet, refresh, show } = read()
    if (typeof src === 'string' && (await canDecode(src))) {
      // A URL that differs makes a new picture of it. The part after # is not sent.
      const [url] = src.split('#')
      if (!signal.aborted) show({ src: `${url}#${tries}`, srcSet })
    } else await refresh?.()
    isLoading = false
    if (!signal.aborted) plan()
  }

  plan()
  window.addEventListener('online', () => void load(), { signal })
  document.addEventListener('visibilitychange', () => void load(), { signal })
  return () => {
    clearTimeout(timer)
    stopped.abort()
  }
}
