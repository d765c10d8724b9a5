/** The position of an element in its list, unaffected by scrolling and transforms. */
interface Place {
  /** The distance from the inline-start edge of the list: the right edge in a right-to-left list. */
  readonly x: number
  readonly y: number
}

export type Places = ReadonlyMap<HTMLElement, Place>

/**
 * The current position of each tile, and of the button below them. Tiles that the gallery has placed itself are not
 * measured: during scrolling, reading a position or a computed style would force the browser to lay out the page.
 */
export function findPlaces(list: HTMLElement, tiles: readonly { readonly box?: Place }[]): Places {
  const elements = [...list.children].filter((element) => element instanceof HTMLElement)
  const button = list.nextElementSibling
  if (!tiles[0]?.box) {
    const all = button instanceof HTMLElement ? [...elements, button] : elements
    const isRtl = isRightToLeft(list)
    return new Map(all.map((element) => [element, placeIn(list, element, isRtl)]))
  }
  const places = elements.map((element, index): [HTMLElement, Place] => [element, tiles[index]?.box ?? origin])
  if (button instanceof HTMLElement) places.push([button, { x: 0, y: Number.parseFloat(list.style.blockSize) }])
  return new Map(places)
}

const origin: Place = { x: 0, y: 0 }

function placeIn(list: HTMLElement, element: HTMLElement, isRtl: boolean): Place {
  const isInside = element.offsetParent === list
  const left = element.offsetLeft - (isInside ? 0 : list.offsetLeft)
  const y = element.offsetTop - (isInside ? 0 : list.offsetTop)
  const width = isInside ? list.clientWidth : list.offsetWidth
  return { x: isRtl ? width - left - element.offsetWidth : left, y }
}

function isRightToLeft(list: HTMLElement): boolean {
  return getComputedStyle(list).direction === 'rtl'
}

const glideMs = 240
/** For how many frames elements stay at their old positions before they jump. */
const framesBeforeJump = 3
/** Never reached. Frames end the wait, because on a busy machine one of them may take longer than any fixed time. */
const longestJumpMs = 60_000

/**
 * Moves elements from their old positions to the new ones with transforms only. In the frame of the change nothing
 * moves visibly, so it does not count as a layout shift. Returns null if nothing has to move.
 */
export function glide(list: HTMLElement, before: Places, after: Places): Promise<unknown> | null {
  if (document.hidden || typeof list.animate !== 'function') return null
  const prefersReducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches
  const isVisible = createVisibilityCheck(list)
  const direction = isRightToLeft(list) ? -1 : 1
  const animations: Animation[] = []
  for (const [element, to] of after) {
    const from = before.get(element)
    if (!from && !prefersReducedMotion && before.size > 0 && isVisible(to))
      animations.push(element.animate(fadeIn, glideMs))
    if (!from || (from.x === to.x && from.y === to.y) || !(isVisible(from) || isVisible(to))) continue
    const oldPosition = { transform: `translate(${(from.x - to.x) * direction}px, ${from.y - to.y}px)` }
    animations.push(
      prefersReducedMotion
        ? element.animate([oldPosition, oldPosition], longestJumpMs)
        : element.animate([oldPosition, { transform: 'none' }], {
            duration: glideMs,
            easing: 'cubic-bezier(0.2, 0, 0, 1)',
          }),
    )
  }
  if (animations.length === 0) return null
  if (prefersReducedMotion) void waitForFrames(framesBeforeJump).then(() => animations.forEach((jump) => jump.finish()))
  return Promise.allSettled(animations.map(({ finished }) => finished)).then(waitForRest)
}

/**
 * How long everything must rest between two movements. If the second starts too soon, Chromium counts both as one
 * layout shift; measured with tiles that contain a canvas, 40 ms were too short.
 */
const restMs = 200
/** However busy Chromium is, it has drawn the page without the movement before it begins the last of these. */
const framesAtRest = 3

async function waitForRest(): Promise<void> {
  await waitForFrames(1)
  await new Promise((resolve) => setTimeout(resolve, restMs))
  await waitForFrames(framesAtRest)
}

async function waitForFrames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one frame after the other
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

const fadeIn: Keyframe[] = [
  { opacity: 0, transform: 'scale(0.94)' },
  { opacity: 1, transform: 'none' },
]

/** Checks whether a position is in or near the viewport: hundreds of tiles may move, but few of them are visible. */
function createVisibilityCheck(list: HTMLElement): (place: Place) => boolean {
  const { top } = list.getBoundingClientRect()
  const rowHeight = list.firstElementChild?.clientHeight ?? 0
  return ({ y }) => top + y + rowHeight * 2 > 0 && top + y - rowHeight < window.innerHeight
}
