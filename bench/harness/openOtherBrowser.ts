import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserName } from '../../e2e/browsers/driver/browserDriver.ts'
import { launchBrowser } from '../../e2e/browsers/driver/launchBrowser.ts'
import type { Scenarios } from '../pages/scenarios.ts'
import { buildPage } from './buildPage.ts'
import type { Harness, HarnessOptions } from './openHarness.ts'
import type { PageCost } from './rounds.ts'
import { startSinkServer } from './servers.ts'

/** These browsers do not tell what a run costs. */
const unknownCost: PageCost = {
  longestTaskMs: Number.NaN,
  longestTaskCpuMs: Number.NaN,
  tasksOver16Ms: Number.NaN,
  tasksOver33Ms: Number.NaN,
  tasksOver50Ms: Number.NaN,
  busyMs: Number.NaN,
  processorMs: Number.NaN,
  heapBytes: Number.NaN,
  peakHeapBytes: Number.NaN,
}

/** The harness for Firefox and WebKit, which measures times and nothing else. */
export async function openOtherBrowser(
  browserName: BrowserName,
  { only = '', ...settings }: HarnessOptions,
): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-bench-'))
  const pages = join(folder, 'pages')
  await mkdir(pages)
  const servers = await startSinkServer(pages)
  const path = await buildPage('index', { folder: pages, minify: true })
  const browser = await launchBrowser(browserName)
  return {
    ...settings,
    browserName,
    folder,
    isWanted: (name) => name.includes(only),
    api: (options) => servers.api(options),
    countStored: () => servers.countStored(),
    async run(name, options, { files = [] } = {}) {
      await browser.goto(servers.pageOrigin + path)
      if (files.length > 0) await browser.chooseFiles('input', ...files)
      await browser.evaluate(
        async (wanted, given) => prepareScenario(wanted as never, given as never),
        name,
        JSON.parse(JSON.stringify(options)),
      )
      const result = (await browser.evaluate(() => runScenario() as Promise<number>)) as unknown
      return { result: result as Scenarios[typeof name]['result'], cost: unknownCost }
    },
    async close() {
      await browser.close()
      await servers.stop()
      await rm(folder, { recursive: true })
    },
  }
}
