import { Arrangement, type Metrics, type TileBox } from './Arrangement.js'

/** How a gallery's tiles stand: all of one size, or each with the proportions of its picture in rows of equal width. */
export type GalleryLayout = 'square' | 'justified'

/** What has proportions. */
export interface Shaped {
  readonly width?: number
  readonly height?: number
}

export interface ToArrange {
  readonly layout: GalleryLayout
  readonly files: readonly Shaped[]
  /** More files are to come. */
  readonly hasMore: boolean
}

/** Computes the places of all tiles from their number and proportions. */
export function arrangeTiles({ layout, files, hasMore }: ToArrange, metrics: Metrics): Arrangement {
  return layout === 'square' ? arrangeSquare(files.length, metrics) : arrangeJustified(files, hasMore, metrics)
}

/** The same as the grid of the style sheet makes of them, so that nothing moves when one takes over from the other. */
function arrangeSquare(count: number, { width: listWidth, gap, columns, ratio }: Metrics): Arrangement {
  const width = (listWidth - gap * (columns - 1)) / columns
  const height = width / ratio
  const boxes = Array.from({ length: count }, (_, index) => ({
    x: (index % columns) * (width + gap),
    y: Math.floor(index / columns) * (height + gap),
    width,
    height,
  }))
  const lines = Array.from({ length: Math.ceil(count / columns) }, (_, line) => ({
    first: line * columns,
    top: line * (height + gap),
    height,
  }))
  return new Arrangement(boxes, lines)
}

/**
 * Fills row after row. A row that the next page would fill up, and so resize, is left out until that page has come,
 * unless it is the only one.
 */
function arrangeJustified(files: readonly Shaped[], hasMore: boolean, metrics: Metrics): Arrangement {
  const boxes: TileBox[] = []
  const lines: { first: number; top: number; height: number }[] = []
  let top = 0
  const add = (first: number, ratios: readonly number[], height: number): void => {
    lines.push({ first, top, height })
    boxes.push(...placeInLine(ratios, top, height, metrics))
    top += height + metrics.gap
  }
  let ratios: number[] = []
  const closeLine = (): void => {
    add(boxes.length, ratios, Math.round(heightOf(ratios, metrics)))
    ratios = []
  }
  for (const file of files) {
    const ratio = ratioOf(file)
    const withNext = heightOf([...ratios, ratio], metrics)
    if (withNext > metrics.rowHeight) {
      ratios.push(ratio)
      continue
    }
    // Whichever comes closer to the height that is wanted.
    const isBetterWithout =
      ratios.length > 0 && heightOf(ratios, metrics) / metrics.rowHeight < metrics.rowHeight / withNext
    if (isBetterWithout) closeLine()
    ratios.push(ratio)
    if (heightOf(ratios, metrics) <= metrics.rowHeight) closeLine()
  }
  if (ratios.length > 0 && (!hasMore || lines.length === 0)) add(boxes.length, ratios, metrics.rowHeight)
  return new Arrangement(boxes, lines)
}

/** The height at which tiles of these proportions fill a row. */
function heightOf(ratios: readonly number[], { width, gap }: Metrics): number {
  return (width - gap * (ratios.length - 1)) / ratios.reduce((sum, ratio) => sum + ratio, 0)
}

/** Whole pixels; the last tile takes what is left over by rounding. */
function placeInLine(ratios: readonly number[], y: number, height: number, metrics: Metrics): readonly TileBox[] {
  const { width: listWidth, gap } = metrics
  const boxes: TileBox[] = []
  let x = 0
  for (const ratio of ratios) {
    const width = Math.round(ratio * height)
    boxes.push({ x, y, width, height })
    x += width + gap
  }
  const last = boxes.at(-1)
  const left = listWidth - (x - gap)
  if (last && Math.abs(left) <= ratios.length) boxes[boxes.length - 1] = { ...last, width: last.width + left }
  return boxes
}

/** A panorama would be a strip, and a tall screenshot a bar, so they are cut off. */
const [leastRatio, mostRatio] = [0.5, 3]

function ratioOf({ width, height }: Shaped): number {
  return width && height ? Math.min(mostRatio, Math.max(leastRatio, width / height)) : 1
}
