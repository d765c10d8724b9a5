import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type CDPSession, type Page } from 'playwright'
import { chromiumArgs, requireChromium } from '../../scripts/chromium.ts'
import type { BrowserName } from '../../e2e/browsers/driver/browserDriver.ts'
import type { DigestAlgorithm } from '../../src/contract/fileFacts.ts'
import type { ScenarioName, Scenarios } from '../pages/scenarios.ts'
import { buildPage, type PageName } from './buildPage.ts'
import { createProfiler, noProfiler } from './profileRuns.ts'
import { readProcessorMs } from './readProcessorMs.ts'
import type { PageCost } from './rounds.ts'
import { type Servers, startReferenceServer, startSinkServer } from './servers.ts'
import { traceTasks } from './traceTasks.ts'
import { weighDecoded } from './weighDecoded.ts'
import { watchPages, weighPages } from './weighPages.ts'

export interface HarnessOptions {
  readonly rounds: number
  /** What the backend wants of each file. */
  readonly digest: DigestAlgorithm
  /** Files that are sent at once. Left out: each benchmark's own default. */
  readonly atOnce?: number | undefined
  readonly storage: Servers['kind']
  /** Measures only what has this in its name, and what that is compared with. */
  readonly only?: string | undefined
  /** Where to write what the page's thread spends its time on. */
  readonly profileFile?: string | undefined
}

export interface RunOptions {
  /** Paths of the files in the page's input. */
  readonly files?: readonly string[]
  /** What the profile calls it. Default: the name of the scenario. */
  readonly title?: string
  /** Puts a round trip of `farRoundTripMs` between the page and its servers; only the sink can. */
  readonly isFar?: boolean
  /** Weighs the decoded pictures, too. */
  readonly hasPictures?: boolean
  /** Weighs the page again and again while it runs. */
  readonly watchesMemory?: boolean
}

export interface Run<T> {
  readonly result: T
  readonly cost: PageCost
  /** What the page's process has for itself after the run, above what the empty page has; bytes. Only in Chromium. */
  readonly privateBytes?: number
  /** The most of it during the run, if that was watched. */
  readonly peakPrivateBytes?: number
  /** How much of that are decoded pictures, which the browser keeps by rules of its own; if it was asked for. */
  readonly decodedBytes?: number
}

/** A browser with the pages, a storage to send to, and a folder for files. */
export interface Harness
  extends Pick<HarnessOptions, 'rounds' | 'digest' | 'atOnce' | 'storage'>, Pick<Servers, 'api' | 'countStored'> {
  readonly browserName: BrowserName
  readonly isWanted: (name: string) => boolean
  /** For what a benchmark writes; it is removed in the end. */
  readonly folder: string
  /** Runs a scenario in a new document. */
  run<K extends ScenarioName>(
    name: K,
    options: Scenarios[K]['options'],
    run?: RunOptions,
  ): Promise<Run<Scenarios[K]['result']>>
  close(): Promise<void>
}

/** Where a scenario is, if not on the page `index`. */
const pageOf: Partial<Record<ScenarioName, PageName>> = { first: 'first', peer: 'peers' }

/** Hashing 1 GiB on a slow machine takes minutes. */
const timeoutMs = 300_000

export async function openHarness({ profileFile, only = '', ...settings }: HarnessOptions): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-bench-'))
  const pages = join(folder, 'pages')
  await mkdir(pages)
  const servers = await (settings.storage === 'minio' ? startReferenceServer : startSinkServer)(pages)
  const browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumArgs] })
  const page = await browser.newPage()
  page.setDefaultTimeout(timeoutMs)
  const devtools = await page.context().newCDPSession(page)
  const profiler = profileFile === undefined ? noProfiler : await createProfiler(devtools, profileFile)

  // A profile is read by the names of the functions.
  const buildOptions = { folder: pages, minify: profileFile === undefined }
  const built = new Map<PageName, Promise<string>>()
  /** The page's path under its origin; the page is built when it is first opened. */
  const findPage = (name: ScenarioName): Promise<string> => {
    const pageName = pageOf[name] ?? 'index'
    const path = built.get(pageName) ?? buildPage(pageName, buildOptions)
    built.set(pageName, path)
    return path
  }

  return {
    ...settings,
    browserName: 'chromium',
    folder,
    isWanted: (name) => name.includes(only),
    api: (options) => servers.api(options),
    countStored: () => servers.countStored(),
    async run(
      name,
      options,
      { files = [], title = name, isFar = false, hasPictures = false, watchesMemory = false } = {},
    ) {
      const { farPageOrigin } = servers
      if (isFar && !farPageOrigin) throw new Error('Only the sink can be far away.')
      // A page of another site, so that the next one begins with a process of its own.
      await page.goto('data:,')
      await page.goto(((isFar && farPageOrigin) || servers.pageOrigin) + (await findPage(name)))
      await page.locator('input').setInputFiles([...files])
      const emptyBytes = await weighPages(browser)
      await prepare(page, name, options)
      const startBytes = await weighHeap(devtools)
      let processorMs = 0
      const watch = watchesMemory ? watchPages(browser) : null
      const { result, tasks } = await traceTasks(browser, page, () =>
        profiler.during(title, async () => {
          const startMs = await readProcessorMs(browser)
          const ran = await page.evaluate(() => runScenario())
          processorMs = (await readProcessorMs(browser)) - startMs
          return ran
        }),
      ).finally(() => void watch?.stop())
      const peak = watch ? { peakPrivateBytes: (await watch.stop()) - emptyBytes } : {}
      const heapBytes = (await weighHeap(devtools)) - startBytes
      const peakHeapBytes = Math.max(heapBytes, tasks.peakHeapBytes - startBytes)
      const privateBytes = (await weighPages(browser)) - emptyBytes
      const cost = { ...tasks, processorMs, heapBytes, peakHeapBytes }
      const decoded = hasPictures ? { decodedBytes: await weighDecoded(browser) } : {}
      return { result: result as Scenarios[typeof name]['result'], cost, privateBytes, ...peak, ...decoded }
    },
    async close() {
      await profiler.close()
      await browser.close()
      await servers.stop()
      await rm(folder, { recursive: true })
    },
  }
}

async function prepare<K extends ScenarioName>(page: Page, name: K, options: Scenarios[K]['options']): Promise<void> {
  await page.evaluate(([name, options]) => prepareScenario(name, options), [name, options] as const)
}

/** What is alive of JavaScript's objects, in bytes. */
async function weighHeap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  return (await devtools.send('Runtime.getHeapUsage')).usedSize
}
