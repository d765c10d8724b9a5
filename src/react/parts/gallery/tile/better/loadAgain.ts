import { tryAgainLater } from '../../../../../page/tryAgainLater.js'
import { canDecode } from './canDecode.js'
import type { TileToImprove } from './ImprovePicture.js'

/** How often each tile's picture was loaded again. The tile stays the same while its URLs change. */
const triesOf = new WeakMap<TileToImprove['tile'], number>()

/**
 * Loads a broken picture again, because its storage may only have been down. If the URL still fails, the backend is asked
 * for another one. Returns a function that stops it.
 */
export function loadAgain(read: () => TileToImprove): () => void {
  const { tile } = read()
  let isStopped = false
  let callOff = plan()

  function plan(): () => void {
    return tryAgainLater(triesOf.get(tile) ?? 0, () => void load())
  }

  async function load(): Promise<void> {
    callOff()
    const tries = (triesOf.get(tile) ?? 0) + 1
    triesOf.set(tile, tries)
    const { src, srcSet, refresh, show } = read()
    if (typeof src === 'string' && (await canDecode(src))) {
      // A URL that differs makes a new picture of it. The part after # is not sent.
      const [url] = src.split('#')
      if (!isStopped) show({ src: `${url}#${tries}`, srcSet })
    } else await refresh?.()
    if (!isStopped) callOff = plan()
  }

  return () => {
    isStopped = true
    callOff()
  }
}
