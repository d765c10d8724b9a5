import type { Page } from '@playwright/test'

/** A layout shift as measured by the browser. */
export interface LayoutShift {
  readonly value: number
  /** Whether it followed within half a second after a click or key press, so that it does not count. */
  readonly hadRecentInput: boolean
  readonly sources: readonly ShiftSource[]
}

export interface ShiftSource {
  /** The element's class, or its name. */
  readonly node: string
  readonly from: Box
  readonly to: Box
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface ShiftEntry extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
  readonly sources: readonly {
    readonly node: Node | null
    readonly previousRect: DOMRectReadOnly
    readonly currentRect: DOMRectReadOnly
  }[]
}

declare global {
  interface Window {
    coatcheckShifts?: LayoutShift[]
  }
}

/** Records every layout shift from the page's first frame. Call it before the page is opened. */
export async function watchLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: LayoutShift[] = []
    window.coatcheckShifts = shifts
    const observer = new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as ShiftEntry[]) {
        const described = sources.map(({ node, previousRect, currentRect }) => ({
          node: (node instanceof Element && node.getAttribute('class')) || (node?.nodeName ?? 'gone'),
          from: previousRect,
          to: currentRect,
        }))
        shifts.push({ value, hadRecentInput, sources: described })
      }
    })
    observer.observe({ type: 'layout-shift', buffered: true })
  })
}

/** Returns a line for each shift that counts: those right after a click or key press do not. */
export async function readLayoutShifts(page: Page): Promise<readonly string[]> {
  // After two frames, everything that was painted has been reported.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const shifts = await page.evaluate(() => window.coatcheckShifts ?? [])
  return shifts.filter(({ hadRecentInput }) => !hadRecentInput).map(describeShift)
}

function describeShift({ value, sources }: LayoutShift): string {
  const moves = sources.map(({ node, from, to }) => `${node} from ${describeBox(from)} to ${describeBox(to)}`)
  return `${value.toFixed(4)}: ${moves.join('; ')}`
}

function describeBox({ x, y, width, height }: Box): string {
  return `${x},${y} ${width}x${height}`
}
