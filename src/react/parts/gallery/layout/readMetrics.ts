import type { Metrics } from './Arrangement.js'
import type { GalleryLayout } from './arrangeTiles.js'

/** The sizes of a gallery that does without the style sheet, in CSS pixels. */
export interface TileSizes {
  /** The smallest width of a square tile. @default 152 */
  readonly tileSize?: number | undefined
  /** Width to height of a square tile. @default 1 */
  readonly ratio?: number | undefined
  /** About how high the rows of justified tiles are. @default 192 */
  readonly rowHeight?: number | undefined
  /** The space between tiles. @default 8 */
  readonly gap?: number | undefined
}

/** Returns how the tiles of a list stand; null if only the style sheet or the content of the tiles can say. */
export function readMetrics(list: HTMLElement, layout: GalleryLayout, sizes: TileSizes | null): Metrics | null {
  // The browser's own widths have fractions of pixels.
  const { width } = list.getBoundingClientRect()
  if (!sizes) return readStyles(list, layout, width)
  const { tileSize = 152, ratio = 1, rowHeight = 192, gap = 8 } = sizes
  return { width, gap, columns: Math.max(1, Math.floor((width + gap) / (tileSize + gap))), ratio, rowHeight }
}

function readStyles(list: HTMLElement, layout: GalleryLayout, width: number): Metrics | null {
  const { display, gridTemplateColumns, gridAutoRows, columnGap } = getComputedStyle(list)
  if (display !== 'grid') return null
  const gap = Number.parseFloat(columnGap) || 0
  const rowHeight = Number.parseFloat(gridAutoRows) || 0
  if (layout === 'justified') return rowHeight > 0 ? { width, gap, columns: 1, ratio: 1, rowHeight } : null
  const tile = list.firstElementChild
  const ratio = tile && readRatio(getComputedStyle(tile).aspectRatio)
  return ratio ? { width, gap, columns: gridTemplateColumns.split(' ').length, ratio, rowHeight } : null
}

function readRatio(aspectRatio: string): number | null {
  const [width = 0, height = 1] = aspectRatio.split('/').map(Number)
  return width > 0 && height > 0 ? width / height : null
}
