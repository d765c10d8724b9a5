import { chromium } from 'playwright'
import { chromiumArgs, requireChromium } from '../../../scripts/chromium.ts'
import type { BrowserDriver, Json } from './browserDriver.ts'

export async function launchChromium(): Promise<BrowserDriver> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumArgs] })
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('dialog', (dialog) => void dialog.accept())
  return {
    name: 'chromium',
    keepsFiles: true,
    goto: async (url) => {
      complaints.length = 0
      await page.goto(url)
    },
    reload: async () => {
      complaints.length = 0
      await page.reload()
    },
    evaluate: async <TResult extends Json | void>(run: (...args: never) => unknown, ...args: readonly Json[]) =>
      page.evaluate<TResult>(`(${String(run)})(...${JSON.stringify(args)})`),
    chooseFiles: (selector, ...paths) => page.locator(selector).setInputFiles([...paths]),
    click: (x, y) => page.mouse.click(x, y),
    press: (key, held) => page.keyboard.press(held ? `${held}+${key}` : key),
    complaints: async () => [...complaints],
    close: () => browser.close(),
  }
}
