/** Where an element stands in its list, whatever the page scrolls and transforms. */
interface Place {
  readonly x: number
  readonly y: number
}

export type Places = ReadonlyMap<HTMLElement, Place>

/** Where each element stands now. */
export function measurePlaces(list: HTMLElement, elements: readonly HTMLElement[]): Places {
  return new Map(elements.map((element) => [element, placeIn(list, element)]))
}

function placeIn(list: HTMLElement, { offsetParent, offsetLeft, offsetTop }: HTMLElement): Place {
  if (offsetParent === list) return { x: offsetLeft, y: offsetTop }
  return { x: offsetLeft - list.offsetLeft, y: offsetTop - list.offsetTop }
}

const glideMs = 240
/** Long enough for two frames. */
const holdMs = 40

/**
 * Moves what has got another place from its old one to the new one by transforms alone. In the frame of the change
 * nothing has moved to the eye, so it is no layout shift; null where there is nothing to move.
 */
export function glide(list: HTMLElement, before: Places, after: Places): Promise<unknown> | null {
  if (document.hidden || typeof list.animate !== 'function') return null
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const isSeen = createSight(list)
  const animations: Animation[] = []
  for (const [element, to] of after) {
    const from = before.get(element)
    if (!from && !isStill && before.size > 0 && isSeen(to)) animations.push(element.animate(emerging, glideMs))
    if (!from || (from.x === to.x && from.y === to.y) || !(isSeen(from) || isSeen(to))) continue
    const away = { transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }
    animations.push(
      isStill
        ? element.animate([away, away], holdMs)
        : element.animate([away, { transform: 'none' }], { duration: glideMs, easing: 'cubic-bezier(0.2, 0, 0, 1)' }),
    )
  }
  return animations.length > 0 ? Promise.allSettled(animations.map(({ finished }) => finished)).then(rest) : null
}

/**
 * A few frames with everything at rest. Chromium takes two movements for one jump when the second sets out too soon
 * after the first: measured, 40 ms were too few where tiles hold a canvas.
 */
const restMs = 200

function rest(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, restMs))
  })
}

const emerging: Keyframe[] = [
  { opacity: 0, transform: 'scale(0.94)' },
  { opacity: 1, transform: 'none' },
]

/** Whether a place is in the viewport, give or take a row: hundreds of tiles may move, a few dozen are seen. */
function createSight(list: HTMLElement): (place: Place) => boolean {
  const { top } = list.getBoundingClientRect()
  const rowHeight = list.firstElementChild?.clientHeight ?? 0
  return ({ y }) => top + y + rowHeight * 2 > 0 && top + y - rowHeight < window.innerHeight
}
