import type { CSSProperties } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { GalleryItem } from '../useGallery.js'
import type { Arrangement, Metrics, TileBox } from './Arrangement.js'
import { arrangeTiles, type GalleryLayout } from './arrangeTiles.js'
import { markFastScrolling } from './markFastScrolling.js'
import { readMetrics, type TileSizes } from './readMetrics.js'
import type { PlacedTile, Placement } from './useGalleryLayout.js'

/** What is known of a list and its place on the page. */
export interface View {
  /** Null if the places of the tiles do not follow from the list; undefined until it has been measured. */
  readonly metrics: Metrics | null | undefined
  /** The part of the list that is near the viewport, in CSS pixels from the start of the list. */
  readonly top: number
  readonly bottom: number
}

/** What there is to place. */
export interface ToPlace<TFile extends StoredFile> {
  readonly items: readonly GalleryItem<TFile>[]
  /** More files are to come. */
  readonly hasMore: boolean
  /** Of more than this, only the tiles near the viewport are rendered. */
  readonly windowAbove: number
  /** The file of a tile that is rendered wherever it is. */
  readonly keptId: string | null
}

interface Arranged {
  readonly items: readonly GalleryItem[]
  readonly hasMore: boolean
  readonly metrics: Metrics
  readonly arrangement: Arrangement
}

/** What a gallery begins with that comes back to the page, so that the page has its old height at once. */
type Memory = Map<GalleryLayout, Metrics | null>

const memories = new WeakMap<object, Memory>()

/**
 * Arranges the tiles of a list, and watches which part of the list is near the viewport. All sizes are known, so no tile
 * has to be rendered to know where the others are, and the scroll bar is right from the start. A virtual list that
 * measures what it renders can do neither, and it renders lines, in which no tile could keep its element when one enters.
 */
export class TileWindow {
  readonly #layout: GalleryLayout
  readonly #sizes: TileSizes | null
  readonly #memory: Memory
  #view: View
  #arranged: Arranged | null = null

  /**
   * `sizes` is JSON, so that equal sizes are the same. `key` stands for the gallery, across all times that it is on the
   * page.
   */
  constructor(layout: GalleryLayout, sizes: string | undefined, key: object) {
    this.#layout = layout
    this.#sizes = sizes === undefined ? null : (JSON.parse(sizes) as TileSizes)
    this.#memory = memories.get(key) ?? new Map()
    memories.set(key, this.#memory)
    this.#view = { metrics: this.#memory.get(layout), top: 0, bottom: window.innerHeight }
  }

  get view(): View {
    return this.#view
  }

  /** Calls back with each new view of a list, until the function that it returns is called. */
  observe(list: HTMLElement, onChange: (view: View) => void): () => void {
    let frame = 0
    const scrolling = markFastScrolling(list)
    const change = (changed: Partial<View>): void => {
      this.#view = { ...this.#view, ...changed }
      onChange(this.#view)
    }
    const look = (): void => {
      cancelAnimationFrame(frame)
      const { top } = list.getBoundingClientRect()
      scrolling.moveTo(top)
      const seen = { top: stepDown(-top), bottom: stepDown(window.innerHeight - top) + stepPx }
      const margin = stepDown(window.innerHeight * marginInViewports)
      const near = { top: seen.top - margin, bottom: seen.bottom + margin }
      const before = this.#view
      if (near.top === before.top && near.bottom === before.bottom) return
      // After a jump everything is new: what is visible is rendered in this frame, and the rest in the next one.
      const isJump = seen.top > before.bottom || seen.bottom < before.top
      change(isJump ? seen : near)
      if (isJump) frame = requestAnimationFrame(look)
    }
    const measure = (): void => {
      // A hidden list keeps what it had, so that it comes back as it was.
      if (list.clientWidth === 0) return
      const metrics = readMetrics(list, this.#layout, this.#sizes)
      if (!isSame(metrics, this.#view.metrics)) {
        this.#memory.set(this.#layout, metrics)
        change({ metrics })
      }
      look()
    }
    const lookUnlessHidden = (): void => void (list.clientWidth > 0 && look())

    const resized = new ResizeObserver(measure)
    resized.observe(list)
    // What is above the list may have grown.
    resized.observe(document.body)
    // Whichever box scrolls. Scroll events do not bubble, but they are captured.
    document.addEventListener('scroll', lookUnlessHidden, { capture: true, passive: true })
    window.addEventListener('resize', lookUnlessHidden)
    measure()
    return () => {
      cancelAnimationFrame(frame)
      scrolling.stop()
      resized.disconnect()
      document.removeEventListener('scroll', lookUnlessHidden, { capture: true })
      window.removeEventListener('resize', lookUnlessHidden)
    }
  }

  /**
   * Places the tiles of a list. Null if their places do not follow from it, so that all of them have to be rendered. Until
   * it has been measured, justified tiles are not rendered at all, because they would have to move.
   */
  place<TFile extends StoredFile>(
    { items, hasMore, windowAbove, keptId }: ToPlace<TFile>,
    { metrics, top, bottom }: View,
  ): Placement<TFile> | null {
    if (metrics === null) return null
    const isLong = items.length > windowAbove
    if (metrics === undefined) {
      // Those that were there before there were so many stay, or the page would lose its height and its scroll position.
      const first = this.#layout === 'justified' ? [] : items.slice(0, windowAbove)
      return { tiles: first.map((item, index) => ({ item, index })), count: items.length, isWindowed: isLong }
    }
    const arrangement = this.#arrange(items, hasMore, metrics)
    const { boxes, height } = arrangement
    const { first, end } = isLong ? arrangement.between(top, bottom) : { first: 0, end: boxes.length }
    const kept = keptId === null ? -1 : indexOf(items, keptId)
    const indexes = Array.from({ length: end - first }, (_, place) => first + place)
    if (kept >= 0 && kept < first) indexes.unshift(kept)
    if (kept >= end && kept < boxes.length) indexes.push(kept)
    return {
      tiles: indexes.flatMap((index) => placeTile(items[index], index, boxes[index])),
      count: boxes.length,
      isWindowed: isLong,
      listStyle: { position: 'relative', blockSize: height },
      below: (fileId, rows) => items[arrangement.below(indexOf(items, fileId), rows)]?.file.id,
    }
  }

  #arrange(items: readonly GalleryItem[], hasMore: boolean, metrics: Metrics): Arrangement {
    const known = this.#arranged
    if (known?.items === items && known.hasMore === hasMore && known.metrics === metrics) return known.arrangement
    const arrangement = arrangeTiles({ layout: this.#layout, files: items.map(({ file }) => file), hasMore }, metrics)
    this.#arranged = { items, hasMore, metrics, arrangement }
    return arrangement
  }
}

function indexOf(items: readonly GalleryItem[], fileId: string): number {
  return items.findIndex(({ file }) => file.id === fileId)
}

function placeTile<TFile extends StoredFile>(
  item: GalleryItem<TFile> | undefined,
  index: number,
  box: TileBox | undefined,
): readonly PlacedTile<TFile>[] {
  if (!item || !box) return []
  const { x, y, width, height } = box
  const style = { position: 'absolute', insetInlineStart: x, insetBlockStart: y, inlineSize: width, blockSize: height }
  return [{ item, index, box, style: style as CSSProperties }]
}

/** Tiles are rendered so far outside of the viewport. More would take more elements, and less would show gaps. */
const marginInViewports = 0.5

/** The tiles are looked at again once the page has scrolled as far as this, which is less than a row. */
const stepPx = 80

function stepDown(px: number): number {
  return Math.floor(px / stepPx) * stepPx
}

function isSame(one: Metrics | null, other: Metrics | null | undefined): boolean {
  if (!one || !other) return one === other
  return Object.entries(one).every(([name, value]) => Reflect.get(other, name) === value)
}
