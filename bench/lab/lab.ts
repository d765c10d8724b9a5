import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type CDPSession, type Page } from 'playwright'
import { chromiumArgs, requireChromium } from '../../scripts/chromium.ts'
import type { DigestAlgorithm } from '../../src/contract/fileFacts.ts'
import type { PageRun, ScenarioName, Scenarios } from '../pages/scenarios.ts'
import { buildPages } from './buildPages.ts'
import { type Ground, openMinio, openSink } from './ground.ts'

export interface LabOptions {
  readonly rounds: number
  /** What the backend wants of each file. */
  readonly digest: DigestAlgorithm
  /** Files on the wire at once. Left out: coatcheck's own default. */
  readonly atOnce?: number | undefined
  readonly storage: Ground['kind']
  /** Where a processor profile of each run goes, to be opened in a browser's developer tools. */
  readonly profileFolder?: string | undefined
}

/** What a page tells of a run, and what the browser tells of the page. */
export interface Run<T> extends PageRun<T> {
  /** Processor time of the main thread: unlike the clock it does not mind what else the machine does. */
  readonly busyMs: number
}

type ScenarioRun<K extends ScenarioName> = Promise<Run<Scenarios[K]['result']>>

/** A browser with the pages, a storage to send to, and a folder for files. */
export interface Lab extends Pick<LabOptions, 'rounds' | 'digest' | 'atOnce' | 'storage'>, Pick<Ground, 'api'> {
  /** For what a benchmark makes; removed in the end. */
  readonly folder: string
  /** Runs a scenario in a new document, with these files picked. */
  run<K extends ScenarioName>(name: K, options: Scenarios[K]['options'], files?: readonly string[]): ScenarioRun<K>
  /** Runs it in the document that is there. */
  runOn<K extends ScenarioName>(name: K, options: Scenarios[K]['options']): ScenarioRun<K>
  /** What is alive of JavaScript's objects, bytes. */
  weighHeap(): Promise<number>
  close(): Promise<void>
}

/** A digest of 1 GiB on a slow machine, and some. */
const patienceMs = 300_000

export async function openLab({ profileFolder, ...settings }: LabOptions): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-bench-'))
  const pages = await buildPages(folder, { minify: !profileFolder })
  const ground = await (settings.storage === 'minio' ? openMinio : openSink)(pages)
  const browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumArgs] })
  const page = await browser.newPage()
  page.setDefaultTimeout(patienceMs)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const profile = await createProfiler(devtools, profileFolder)

  const runOn: Lab['runOn'] = (name, options) =>
    profile(name, async () => {
      const before = await readBusyMs(devtools)
      const run = await evaluate(page, name, options)
      return { ...run, busyMs: (await readBusyMs(devtools)) - before }
    })

  return {
    ...settings,
    folder,
    api: (options) => ground.api(options),
    async run(name, options, files = []) {
      await page.goto(ground.pageOrigin)
      await page.locator('input').setInputFiles([...files])
      return runOn(name, options)
    },
    runOn,
    async weighHeap() {
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
    async close() {
      await browser.close()
      await ground.stop()
      await rm(folder, { recursive: true })
    },
  }
}

async function evaluate<K extends ScenarioName>(
  page: Page,
  name: K,
  options: Scenarios[K]['options'],
): Promise<PageRun<Scenarios[K]['result']>> {
  return page.evaluate(([name, options]) => runScenario(name, options), [name, options] as const)
}

async function readBusyMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

type Profile = <T>(name: string, run: () => Promise<T>) => Promise<T>

async function createProfiler(devtools: CDPSession, folder: string | undefined): Promise<Profile> {
  if (!folder) return (_, run) => run()
  await mkdir(folder, { recursive: true })
  await devtools.send('Profiler.enable')
  let count = 0
  return async (name, run) => {
    await devtools.send('Profiler.start')
    const result = await run()
    const { profile } = await devtools.send('Profiler.stop')
    await writeFile(join(folder, `${++count}-${name}.cpuprofile`), JSON.stringify(profile))
    return result
  }
}
