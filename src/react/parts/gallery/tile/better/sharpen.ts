import type { StoredFile } from '../../../../../contract/storedFile.js'
import { canDecode } from './canDecode.js'
import type { TileToImprove } from './ImprovePicture.js'

/** The pauses before the backend is asked for previews. Our server makes them a second or two after confirm. */
const pausesMs: readonly number[] = [2_000, 4_000, 8_000]

/** How far a thumbnail may be enlarged. Less than this is hardly seen. */
const maxEnlargement = 1.2

/** How often the backend was asked about the file of a thumbnail. Kept, because tiles come and go with scrolling. */
const triesOf = new WeakMap<Blob, number>()

/**
 * Replaces a thumbnail that is too small for its tile: by previews, for which the backend is asked a few times, or else
 * by the original. Returns a function that stops it.
 */
export function sharpen(thumbnail: Blob, read: () => TileToImprove): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(): void {
    const tries = triesOf.get(thumbnail) ?? 0
    const onDue = (): void => {
      if (document.hidden) document.addEventListener('visibilitychange', onDue, { once: true, signal })
      else if (isTooSmall(read())) void replace(tries)
      // The window may become larger.
      else window.addEventListener('resize', plan, { once: true, signal })
    }
    timer = setTimeout(onDue, pausesMs[tries] ?? 0)
  }

  async function replace(tries: number): Promise<void> {
    const { refresh, original, show } = read()
    if (!refresh || tries >= pausesMs.length) {
      // The thumbnail stays if that fails, as with a HEIC photo, which few browsers can show.
      if (original === null || !(await canDecode(original)) || signal.aborted) return
      triesOf.set(thumbnail, pausesMs.length)
      show({ src: original })
      return
    }
    // Another tile may show the same file, and have asked.
    if (tries === (triesOf.get(thumbnail) ?? 0)) {
      triesOf.set(thumbnail, tries + 1)
      await refresh()
    }
    if (!signal.aborted) plan()
  }

  plan()
  return () => {
    clearTimeout(timer)
    stopped.abort()
  }
}

/** Whether a tile enlarges its thumbnail although the file has more pixels. */
function isTooSmall({ tile, item }: TileToImprove): boolean {
  const image = tile.current?.querySelector<HTMLImageElement>('.coatcheck-gallery-picture img')
  if (!image) return false
  const { naturalWidth, naturalHeight, clientWidth, clientHeight } = image
  if (hasNoMore(item.file, naturalWidth)) return false
  // The picture covers its tile.
  const enlargement = Math.max(clientWidth / naturalWidth, clientHeight / naturalHeight) * devicePixelRatio
  return enlargement > maxEnlargement
}

function hasNoMore({ width }: StoredFile, thumbnailWidth: number): boolean {
  return width !== undefined && width <= thumbnailWidth
}
