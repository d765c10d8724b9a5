import { type DiskFile, makeDiskFile } from '../support/files.ts'
import { type SharedStorage, startSharedStorage } from '../support/sharedStorage.ts'
import { type Site, startSite } from '../support/site.ts'
import { type Traffic, watchTraffic } from '../support/traffic.ts'
import type { BrowserDriver, BrowserName, Json } from './driver/browserDriver.ts'
import { launchBrowser } from './driver/launchBrowser.ts'

/** A browser with the built pages, a reference server and storage, and the actions and observations of a scenario. */
export class Harness {
  readonly browser: BrowserDriver
  readonly shared: SharedStorage
  #site: Site | undefined
  readonly #files: DiskFile[] = []

  private constructor(browser: BrowserDriver, shared: SharedStorage) {
    this.browser = browser
    this.shared = shared
  }

  static async start(name: BrowserName): Promise<Harness> {
    const browser = await launchBrowser(name)
    return new Harness(browser, await startSharedStorage())
  }

  /** Opens a scene of the test pages with a server of its own. */
  async open(params: Readonly<Record<string, string>>): Promise<Traffic> {
    await this.#closeSite()
    const site = await startSite(this.shared, {})
    this.#site = site
    await this.browser.goto(`${site.url}/e2e/pages/harness.html?${new URLSearchParams(params)}`)
    return watchTraffic(site, this.shared)
  }

  /** Chooses a file of that size in the dropzone. */
  async choose(name: string, sizeBytes: number): Promise<DiskFile> {
    const file = await makeDiskFile(name, sizeBytes)
    this.#files.push(file)
    await this.browser.chooseFiles('.coatcheck-dropzone-input', file.path)
    return file
  }

  /** Returns the texts of the list's rows. */
  rows(): Promise<readonly string[]> {
    return this.browser.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>('.coatcheck-upload-item'), (row) => row.innerText),
    )
  }

  /** Returns the errors of the failed uploads. */
  errors(): Promise<readonly Json[]> {
    return this.browser.evaluate(() => {
      const uploads = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads ?? []
      return uploads.flatMap((upload) =>
        upload.status === 'failed' ? [{ code: upload.error.code, message: upload.error.message }] : [],
      )
    })
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.#closeSite()
    await this.shared.stop()
    for (const file of this.#files) await file.remove()
  }

  async #closeSite(): Promise<void> {
    this.shared.proxy.reset()
    await this.#site?.stop()
  }
}
