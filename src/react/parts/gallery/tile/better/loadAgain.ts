import { tryAgainLater } from '../../../../../page/tryAgainLater.js'
import { canDecode } from './canDecode.js'
import type { TileToImprove } from './ImprovePicture.js'

/** What has been tried for a broken picture. */
interface Tried {
  readonly times: number
  readonly lastMs: number
  /** The source that could be loaded again, and yet was not shown. */
  readonly src?: string
}

/** A picture that breaks after so long has most likely been shown meanwhile, so its tries are counted anew. */
const forgottenAfterMs = 15 * 60 * 1000

/** Kept by the tile, which stays the same while its URLs change. */
const triedBy = new WeakMap<TileToImprove['tile'], Tried>()

/**
 * Loads a broken picture again, because its storage may only have been down. If the URL still fails, the backend is asked
 * for another one. Returns a function that stops it.
 */
export function loadAgain(read: () => TileToImprove): () => void {
  const { tile } = read()
  let isStopped = false
  let callOff = plan()

  function plan(): () => void {
    return tryAgainLater(readTried(tile).times, () => void load())
  }

  async function load(): Promise<void> {
    callOff()
    const before = readTried(tile)
    const times = before.times + 1
    const tried = { times, lastMs: Date.now() }
    triedBy.set(tile, tried)
    const { src, srcSet, refresh, show } = read()
    // The browser may have chosen another one of the previews than the one that is tried here.
    const isWorthTrying = typeof src === 'string' && src !== before.src
    const canLoad = isWorthTrying && (await canDecode(src))
    if (isStopped) return
    if (canLoad) {
      // A URL that differs makes a new picture of it. The part after # is not sent.
      const again = `${src.split('#')[0]}#${times}`
      triedBy.set(tile, { ...tried, src: again })
      show({ src: again, srcSet })
    } else {
      // Or what is fetched now would not take its place.
      show(null)
      await refresh?.()
    }
    if (!isStopped) callOff = plan()
  }

  return () => {
    isStopped = true
    callOff()
  }
}

function readTried(tile: TileToImprove['tile']): Tried {
  const tried = triedBy.get(tile)
  return tried && Date.now() - tried.lastMs < forgottenAfterMs ? tried : { times: 0, lastMs: 0 }
}
