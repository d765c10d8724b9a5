import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** What the page's clock is off by. */
    clockShiftMs?: number
  }
}

const dayMs = 24 * 60 * 60 * 1000

/** Sets the clock of the pages to come wrong by some days; timers, and the clock that only counts, are left alone. */
export async function shiftClock(page: Page, days: number): Promise<void> {
  await page.addInitScript((shiftMs) => {
    window.clockShiftMs = shiftMs
    const RealDate = Date
    const now = (): number => RealDate.now() + (window.clockShiftMs ?? 0)
    window.Date = new Proxy(RealDate, {
      construct: (_, given: []) => (given.length === 0 ? new RealDate(now()) : new RealDate(...given)),
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    })
  }, days * dayMs)
}
