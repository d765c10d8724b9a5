import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type DiskFile, makeDiskFile, type TestFile } from '../support/files.ts'
import { type SharedStorage, startSharedStorage } from '../support/sharedStorage.ts'
import { type ServerOptions, type Site, startSite } from '../support/site.ts'
import { type Traffic, watchTraffic } from '../support/traffic.ts'
import type { BrowserDriver, BrowserName, Json } from './driver/browserDriver.ts'
import { launchBrowser } from './driver/launchBrowser.ts'
import { findControl, type Place } from './page/findControl.ts'
import { giveFiles } from './page/giveFiles.ts'

/** Expects something as soon as it holds. */
const soon = expect.poll

/** The first one on every page is that of the zone. */
const zoneInput = 'input[type=file]'

/** A browser with the built pages, a reference server and storage, and the actions and observations of a scenario. */
export class Harness {
  readonly browser: BrowserDriver
  readonly shared: SharedStorage
  #site: Site | undefined
  readonly #folders: string[] = []
  readonly #files: DiskFile[] = []

  private constructor(browser: BrowserDriver, shared: SharedStorage) {
    this.browser = browser
    this.shared = shared
  }

  static async start(name: BrowserName): Promise<Harness> {
    const browser = await launchBrowser(name)
    return new Harness(browser, await startSharedStorage())
  }

  /** The server of the page that is open. */
  get site(): Site {
    if (!this.#site) throw new Error('No page has been opened.')
    return this.#site
  }

  /** Opens a scene of the test pages with a server of its own. */
  async open(params: Readonly<Record<string, string>>, options: ServerOptions = {}): Promise<Traffic> {
    await this.#closeSite()
    const site = await startSite(this.shared, options)
    this.#site = site
    await this.visit(params)
    return watchTraffic(site, this.shared)
  }

  /** Opens a scene with the same server, and waits until it can take files. */
  async visit(params: Readonly<Record<string, string>>): Promise<void> {
    await this.browser.goto(`${this.site.url}/e2e/pages/harness.html?${new URLSearchParams(params)}`)
    await this.#waitForScene()
  }

  async reload(): Promise<void> {
    await this.browser.reload()
    await this.#waitForScene()
  }

  /** Makes a file of that size on disk and chooses it. */
  async choose(name: string, sizeBytes: number): Promise<DiskFile> {
    const file = await makeDiskFile(name, sizeBytes)
    this.#files.push(file)
    await this.choosePaths(file.path)
    return file
  }

  /** Chooses files that are in memory; the browser derives their types from their names. */
  chooseFiles(...files: readonly TestFile[]): Promise<void> {
    return this.chooseFilesIn(zoneInput, ...files)
  }

  /** The same in another file input, as soon as it is there. */
  async chooseFilesIn(selector: string, ...files: readonly TestFile[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'coatcheck-chosen-'))
    this.#folders.push(folder)
    const paths = files.map(({ name }) => join(folder, name))
    await Promise.all(files.map(({ buffer }, index) => writeFile(paths[index] ?? '', buffer)))
    await this.#waitFor(selector)
    await this.browser.chooseFiles(selector, ...paths)
  }

  async choosePaths(...paths: readonly string[]): Promise<void> {
    await this.browser.chooseFiles(zoneInput, ...paths)
  }

  /** Drops files on the element that the selector finds, or pastes them there. */
  async give(way: 'drop' | 'paste', selector: string, ...files: readonly TestFile[]): Promise<void> {
    const given = files.map(({ name, mimeType, buffer }) => ({
      name,
      type: mimeType,
      base64: buffer.toString('base64'),
    }))
    await this.browser.evaluate(giveFiles, way, selector, given)
  }

  /** Clicks the control with this name as soon as it can be clicked. */
  async click(name: RegExp): Promise<void> {
    let place: Place = null
    await soon(async () => (place = await this.browser.evaluate(findControl, name.source)), {
      message: `${name} to click`,
    }).not.toBeNull()
    // The assignment happens in a callback, which the compiler does not follow.
    const { x, y } = place as unknown as NonNullable<Place>
    await this.browser.click(x, y)
  }

  /** Returns the visible texts of all elements that match. */
  texts(selector: string): Promise<readonly string[]> {
    return this.browser.evaluate(
      (wanted) => Array.from(document.querySelectorAll<HTMLElement>(wanted), ({ innerText }) => innerText),
      selector,
    )
  }

  /** Returns the texts of the list's rows. */
  rows(): Promise<readonly string[]> {
    return this.texts('.coatcheck-upload-item')
  }

  /**
   * Waits until there is a row for each of these, in this order. On a busy machine many files take longer than any one
   * limit, so the wait goes on for as long as the rows change.
   */
  async expectRows(...expected: readonly RegExp[]): Promise<void> {
    const wanted = expected.map((text) => expect.stringMatching(text))
    for (let before = ''; ;) {
      try {
        await soon(() => this.rows()).toEqual(wanted)
        return
      } catch (error) {
        const now = (await this.rows()).join('\n')
        if (now === before) throw error
        before = now
      }
    }
  }

  /** Waits until so many files are uploaded and no other row is left. */
  async expectUploaded(count: number): Promise<void> {
    await this.expectRows(...Array.from({ length: count }, () => /Uploaded|Already stored/))
  }

  /** Makes the page believe that the connection is gone or back, as the browser reports it. */
  async setOnline(isOnline: boolean): Promise<void> {
    await this.browser.evaluate((online) => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })
      window.dispatchEvent(new Event(online ? 'online' : 'offline'))
    }, isOnline)
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

  /** Returns what axe finds on the page. */
  violations(): Promise<readonly string[]> {
    return this.browser.evaluate(() => window.coatcheckProbe?.findViolations() ?? ['There is no probe on the page.'])
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.#closeSite()
    await this.shared.stop()
    for (const file of this.#files) await file.remove()
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true })
  }

  /** A page that has rendered may not have run its effects, without which its controls do nothing yet. */
  async #waitForScene(): Promise<void> {
    await this.#waitFor(zoneInput)
    await soon(() => this.browser.evaluate(() => window.coatcheckProbe?.uploaders.length ?? 0)).toBeGreaterThan(0)
  }

  async #waitFor(selector: string): Promise<void> {
    await soon(() => this.browser.evaluate((wanted) => document.querySelectorAll(wanted).length, selector), {
      message: `elements that match ${selector}`,
    }).toBeGreaterThan(0)
  }

  async #closeSite(): Promise<void> {
    this.shared.proxy.reset()
    await this.#site?.stop()
  }
}
