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
  /** Returns the URLs of the workers that have made pictures smaller. */
  readonly findPreparingWorkers: () => Promise<readonly string[]>
}

declare global {
  interface Window {
    preparingWorkers?: string[]
  }
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
  await page.addInitScript(watchPreparing)
  await page.goto(url)
  const findPreparingWorkers = (): Promise<readonly string[]> => page.evaluate(() => window.preparingWorkers ?? [])
  return { page, problems, workerUrls, findPreparingWorkers }
}

/** Writes down on the page which workers answer with a picture. Bundlers give their files names that tell nothing. */
function watchPreparing(): void {
  const preparing: string[] = (window.preparingWorkers = [])
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }) => {
        if (data?.result?.blob instanceof Blob) preparing.push(String(url))
      })
    }
  }
}

/** The rows of the page's upload list. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
}
