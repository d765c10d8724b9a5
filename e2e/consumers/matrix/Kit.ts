import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { packPackage } from '../../../scripts/package/packPackage.ts'
import { startTestStack, type TestStack } from '../../server/forTests.ts'
import { makePhoto } from '../pictures.ts'
import { preparedWidth } from '../prepared.ts'
import { serve } from '../serve.ts'
import { variablesFor } from '../variablesFor.ts'
import { launchChromium, rowsOf, visit } from '../visit.ts'
import { type AppPlan, type ConsumerApp, createConsumerApp } from './ConsumerApp.ts'
import { serveSite, type Site, type SiteOptions } from './serveSite.ts'

const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'coatcheck/consumers')

export interface UploadExpectations {
  /** Where the picture has to be prepared and inspected. @default 'worker file' */
  readonly worksIn?: Place
  /** Lines of the console that belong to the case. */
  readonly mayLog?: RegExp
}

export type Place = 'worker file' | 'blob worker' | 'page'

/** What the cells have in common: the tarball, a server with storage, a browser. */
export class Kit {
  readonly stack: TestStack
  readonly #browser: Browser
  readonly #tarball: string
  readonly #stops: (() => Promise<unknown>)[] = []
  #app: ConsumerApp | undefined

  private constructor(stack: TestStack, browser: Browser, tarball: string) {
    this.stack = stack
    this.#browser = browser
    this.#tarball = tarball
  }

  static async open(): Promise<Kit> {
    mkdirSync(cacheFolder, { recursive: true })
    const packed = packPackage(cacheFolder)
    // Named after its content, so that no package manager takes an old one for it.
    const hash = createHash('sha256').update(readFileSync(packed)).digest('hex').slice(0, 12)
    const tarball = join(cacheFolder, `coatcheck-${hash}.tgz`)
    renameSync(packed, tarball)
    const [stack, browser] = await Promise.all([startTestStack(), launchChromium()])
    return new Kit(stack, browser, tarball)
  }

  /** What the example apps read: the API and, for servers of their own, the storage. */
  get env(): Readonly<Record<string, string>> {
    return { API_URL: this.stack.url, ...variablesFor(this.stack.storage) }
  }

  /** The app that the last cell has made. */
  get app(): ConsumerApp | undefined {
    return this.#app
  }

  async createApp(name: string, plan: AppPlan): Promise<ConsumerApp> {
    this.#app = await createConsumerApp(this.folderOf(name), this.#tarball, plan)
    return this.#app
  }

  /** Where a cell's app is, or a folder in it. */
  folderOf(name: string, ...folder: readonly string[]): string {
    return join(cacheFolder, name, ...folder)
  }

  /** Serves a folder of the app, or passes requests on to a server, with the API on the same origin. */
  async serve(options: Omit<SiteOptions, 'apiUrl'>): Promise<Site> {
    const site = await serveSite({ ...options, apiUrl: this.stack.url })
    this.#stops.push(site.stop)
    return site
  }

  /** Starts a server of the app, and puts the API and a folder of built files on its origin. */
  async start(app: ConsumerApp, command: string, args: readonly string[], folder?: string): Promise<Site> {
    const served = await serve(app, command, args, this.env)
    this.#stops.push(served.stop)
    return this.serve({ behind: served.url, ...(folder !== undefined && { folder }) })
  }

  /**
   * Uploads a picture on a page that makes it smaller, and makes sure that the server has the result, that both was done
   * by workers, and that the page logged nothing.
   */
  async upload(url: string, { worksIn = 'worker file', mayLog }: UploadExpectations = {}): Promise<string> {
    const { page, problems, workerUrls, findPreparingWorkers } = await visit(this.#browser, url)
    this.#stops.push(() => page.close())
    const photo = await makePhoto(`harbour ${crypto.randomUUID()}.jpg`)
    const input = page.locator('input[type=file]').first()
    const row = rowsOf(page).first()
    await input.waitFor({ state: 'attached' })
    // A page that was rendered on the server takes files as soon as React has taken it over.
    for (let attempt = 0; attempt < 10 && (await row.count()) === 0; attempt += 1) {
      await input.setInputFiles(photo)
      await row.waitFor({ timeout: 3000 }).catch(() => undefined)
    }
    await row
      .getByText('Uploaded', { exact: true })
      .waitFor()
      .catch(async () => {
        throw new Error(
          `The page does not say that it has uploaded: ${await page.innerText('body')}\n${problems.join('\n')}`,
        )
      })
    const stored = this.stack.server.records.files().find(({ name }) => name === photo.name)
    if (stored?.image?.width !== preparedWidth) {
      throw new Error('The server has no record of the picture with the size that `prepare` gave it.')
    }
    const complaints = problems.filter((line) => !mayLog?.test(line))
    if (complaints.length > 0) throw new Error(`The page has logged: ${complaints.join('\n')}`)
    const preparing = await findPreparingWorkers()
    const inspecting = workerUrls.filter((workerUrl) => !preparing.includes(workerUrl))
    const preparedIn = placeOf(preparing.at(-1))
    const inspectedIn = placeOf(inspecting.at(-1))
    if (preparedIn !== worksIn || inspectedIn !== worksIn) {
      throw new Error(`It was prepared in: ${preparedIn}, and inspected in: ${inspectedIn}, not: ${worksIn}.`)
    }
    return `uploaded, prepared and inspected in ${{ 'worker file': 'the worker', 'blob worker': 'a blob worker', page: 'the page' }[worksIn]}`
  }

  /** Serves a folder of built pages, and uploads on them. */
  async uploadFrom(options: Omit<SiteOptions, 'apiUrl'>, expected?: UploadExpectations): Promise<string> {
    return this.upload((await this.serve(options)).url, expected)
  }

  /** Stops what the last cell has started. */
  async rest(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) await stop()
    this.#app = undefined
  }

  async close(): Promise<void> {
    await this.rest()
    await this.#browser.close()
    await this.stack.stop()
  }
}

function placeOf(workerUrl: string | undefined): Place {
  if (workerUrl === undefined) return 'page'
  return workerUrl.startsWith('blob:') ? 'blob worker' : 'worker file'
}
