import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright'
import { chromiumArgs, requireChromium } from '../../scripts/chromium.ts'

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: [...chromiumArgs] })
}

/** A page with its errors and workers. */
export interface Visit {
  readonly page: Page
  /** Errors that were thrown or logged, and failed requests for the app's own files. */
  readonly problems: readonly string[]
  /** The URL of each worker. */
  readonly workerUrls: readonly string[]
}

export async function visit(browser: Browser | BrowserContext, url: string): Promise<Visit> {
  const page = await browser.newPage()
  const problems: string[] = []
  const workerUrls: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('worker', (worker) => workerUrls.push(worker.url()))
  await page.goto(url)
  return { page, problems, workerUrls }
}

/** The rows of the page's upload list. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
}
