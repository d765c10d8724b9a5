import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** The error of the page's clock. */
    clockShiftMs?: number
  }
}

const dayMs = 24 * 60 * 60 * 1000

/** Sets the clock of pages that are opened later wrong by some days. Timers and `performance.now()` stay correct. */
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
