/** What {@link Gestures} work on. */
export interface GestureTarget {
  /** Whether there is a picture before (-1) or after (1) this one. */
  readonly canGo: (step: -1 | 1) => boolean
  readonly go: (step: -1 | 1) => void
  readonly onZoomed: (zoom: number) => void
  /** A click or tap beside the picture. */
  readonly onBeside: () => void
}

interface Point {
  readonly x: number
  readonly y: number
}

export const mostZoom = 8
const doubleTapZoom = 2.5
/** A drag is a swipe if it goes this far across the stage, or if it is a flick. */
const swipeFraction = 0.2
const flickPxPerMs = 0.5
/** A finger trembles. */
const slackPx = 8

/**
 * Swipes to the next picture, and pinches, turns the wheel or taps twice to zoom. It writes custom properties, so that a
 * picture follows the finger without a render.
 */
export class Gestures {
  readonly #stage: HTMLElement
  readonly #getTarget: () => GestureTarget
  readonly #pointers = new Map<number, Point>()
  #zoom = 1
  #pan: Point = { x: 0, y: 0 }
  #start: { readonly at: Point; readonly timeMs: number; readonly pan: Point } | null = null
  #pinch: { readonly distance: number; readonly zoom: number } | null = null
  #dragPx = 0
  #hasMoved = false

  constructor(stage: HTMLElement, getTarget: () => GestureTarget) {
    this.#stage = stage
    this.#getTarget = getTarget
    stage.addEventListener('pointerdown', this.#onDown)
    stage.addEventListener('pointermove', this.#onMove)
    stage.addEventListener('pointerup', this.#onUp)
    stage.addEventListener('pointercancel', this.#onUp)
    stage.addEventListener('click', this.#onClick)
    stage.addEventListener('dblclick', this.#onDoubleClick)
    stage.addEventListener('wheel', this.#onWheel, { passive: false })
  }

  stop(): void {
    this.#stage.removeEventListener('pointerdown', this.#onDown)
    this.#stage.removeEventListener('pointermove', this.#onMove)
    this.#stage.removeEventListener('pointerup', this.#onUp)
    this.#stage.removeEventListener('pointercancel', this.#onUp)
    this.#stage.removeEventListener('click', this.#onClick)
    this.#stage.removeEventListener('dblclick', this.#onDoubleClick)
    this.#stage.removeEventListener('wheel', this.#onWheel)
    this.reset()
  }

  get zoom(): number {
    return this.#zoom
  }

  /** Shows the whole picture. */
  reset(): void {
    this.#setZoom(1)
    this.#drag(0)
  }

  /** Zooms around a point, which stays where it is. Default: the middle. */
  zoomTo(zoom: number, around: Point = this.#middle()): void {
    const next = Math.min(mostZoom, Math.max(1, zoom))
    const middle = this.#middle()
    const factor = next / this.#zoom
    const from = { x: around.x - middle.x, y: around.y - middle.y }
    this.#pan = {
      x: from.x - (from.x - this.#pan.x) * factor,
      y: from.y - (from.y - this.#pan.y) * factor,
    }
    this.#setZoom(next)
  }

  /** Moves a picture that is larger than the stage. */
  panBy(x: number, y: number): void {
    this.#pan = { x: this.#pan.x + x, y: this.#pan.y + y }
    this.#setZoom(this.#zoom)
  }

  readonly #onDown = (event: PointerEvent): void => {
    // A swipe may begin on a button, but not on a player, which has swipes of its own.
    if (event.button !== 0 || isOn(event.target, 'a, video, audio')) return
    this.#pointers.set(event.pointerId, toPoint(event))
    this.#hasMoved = false
    this.#begin(event.timeStamp)
  }

  /** Starts anew with the fingers that are on the stage now. */
  #begin(timeMs: number): void {
    const [first, second] = [...this.#pointers.values()]
    this.#start = first ? { at: second ? between(first, second) : first, timeMs, pan: this.#pan } : null
    this.#pinch = first && second ? { distance: distance(first, second), zoom: this.#zoom } : null
    if (second) this.#drag(0)
  }

  readonly #onMove = (event: PointerEvent): void => {
    if (!this.#pointers.has(event.pointerId) || !this.#start) return
    this.#pointers.set(event.pointerId, toPoint(event))
    const [first, second] = [...this.#pointers.values()]
    if (!first) return
    if (second && this.#pinch) {
      this.#hasMoved = true
      this.zoomTo((this.#pinch.zoom * distance(first, second)) / this.#pinch.distance, between(first, second))
      return
    }
    const moved = { x: first.x - this.#start.at.x, y: first.y - this.#start.at.y }
    if (!this.#hasMoved && Math.hypot(moved.x, moved.y) > slackPx) {
      this.#hasMoved = true
      // Not before: a click would go to the stage, whatever it was on.
      this.#stage.setPointerCapture(event.pointerId)
    }
    if (this.#zoom > 1) {
      this.#pan = { x: this.#start.pan.x + moved.x, y: this.#start.pan.y + moved.y }
      this.#setZoom(this.#zoom)
    } else if (this.#hasMoved) {
      // At either end, the picture follows reluctantly.
      this.#drag(this.#getTarget().canGo(this.#stepOf(moved.x)) ? moved.x : moved.x / 4)
    }
  }

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId)) return
    const dragged = this.#dragPx
    const durationMs = event.timeStamp - (this.#start?.timeMs ?? 0)
    this.#begin(event.timeStamp)
    if (dragged === 0) return
    this.#drag(0)
    const isFar = Math.abs(dragged) > this.#stage.clientWidth * swipeFraction
    const isFlick = Math.abs(dragged) / durationMs > flickPxPerMs
    const step = this.#stepOf(dragged)
    const { canGo, go } = this.#getTarget()
    if (event.type === 'pointerup' && (isFar || isFlick) && canGo(step)) go(step)
  }

  readonly #onClick = ({ target }: MouseEvent): void => {
    const isBeside = target instanceof Element && (target === this.#stage || target.parentElement === this.#stage)
    if (isBeside && !this.#hasMoved && this.#zoom === 1) this.#getTarget().onBeside()
  }

  readonly #onDoubleClick = (event: MouseEvent): void => {
    // Whoever presses a button quickly wants to go on.
    if (isOn(event.target, 'a, button, video, audio')) return
    this.zoomTo(this.#zoom > 1 ? 1 : doubleTapZoom, toPoint(event))
  }

  readonly #onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    this.zoomTo(this.#zoom * Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), toPoint(event))
  }

  /** A picture is dragged away to make room for the one that comes from the other side. */
  #stepOf(draggedPx: number): -1 | 1 {
    const isRightToLeft = getComputedStyle(this.#stage).direction === 'rtl'
    return draggedPx < 0 !== isRightToLeft ? 1 : -1
  }

  #drag(px: number): void {
    this.#dragPx = px
    this.#stage.toggleAttribute('data-dragging', px !== 0)
    this.#stage.style.setProperty('--coatcheck-lightbox-drag', `${px}px`)
  }

  #setZoom(zoom: number): void {
    const { clientWidth, clientHeight, style } = this.#stage
    this.#zoom = zoom
    const most = { x: (clientWidth * (zoom - 1)) / 2, y: (clientHeight * (zoom - 1)) / 2 }
    this.#pan = { x: clamp(this.#pan.x, most.x), y: clamp(this.#pan.y, most.y) }
    style.setProperty('--coatcheck-lightbox-zoom', String(zoom))
    style.setProperty('--coatcheck-lightbox-x', `${this.#pan.x}px`)
    style.setProperty('--coatcheck-lightbox-y', `${this.#pan.y}px`)
    this.#stage.toggleAttribute('data-zoomed', zoom > 1)
    this.#getTarget().onZoomed(zoom)
  }

  #middle(): Point {
    const { left, top, width, height } = this.#stage.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
}

function isOn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

function toPoint({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY }
}

function between(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
}

function distance(one: Point, other: Point): number {
  return Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value))
}
