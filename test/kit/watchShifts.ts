/** A layout shift as measured by the browser. */
export interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly sources: readonly {
    readonly node: Node | null
    readonly previousRect: DOMRectReadOnly
    readonly currentRect: DOMRectReadOnly
  }[]
}

/** Returns a function that waits until everything is painted and returns the layout shifts since the start. */
export function watchShifts(): () => Promise<readonly LayoutShift[]> {
  const shifts: LayoutShift[] = []
  const observer = new PerformanceObserver((list) => shifts.push(...(list.getEntries() as LayoutShift[])))
  observer.observe({ type: 'layout-shift' })
  return async () => {
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))
    await nextPaint()
    shifts.push(...(observer.takeRecords() as LayoutShift[]))
    observer.disconnect()
    return shifts
  }
}

/** Resolves when what was rendered has been painted. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}

/** Says what moved, and from where to where. */
export function describeShift({ value, sources }: LayoutShift): string {
  const moves = sources.map(({ node, previousRect: from, currentRect: to }) => {
    const name = node instanceof Element ? node.getAttribute('class') : node?.textContent
    return `${name} from ${describeBox(from)} to ${describeBox(to)}`
  })
  return `${value.toFixed(4)}: ${moves.join('; ')}`
}

function describeBox({ x, y, width, height }: DOMRectReadOnly): string {
  return `${x},${y} ${width}x${height}`
}
