import {
  expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  test as base,
  type TestType,
} from '@playwright/test'
import type { PlaywrightWorkerArgs, PlaywrightWorkerOptions } from '@playwright/test'
import { type DiskFile, makeDiskFile } from './files.ts'
import { createWitness, type Witness } from './witness.ts'
import { type ServerOptions, type Site, startSite } from './site.ts'
import { type SharedStorage, startSharedStorage } from './sharedStorage.ts'
import { type Traffic, watchTraffic } from './traffic.ts'
import { Widget } from './Widget.ts'

export { expect }

type SceneParams = Readonly<Record<string, string | number>>

interface TestFixtures {
  /** Options of the test's server. */
  readonly serverOptions: ServerOptions
  readonly site: Site
  readonly traffic: Traffic
  readonly witness: Witness
  readonly widget: Widget
  /** Creates a file on disk and deletes it when the test ends. */
  readonly onDisk: (name: string, sizeBytes: number) => Promise<DiskFile>
  /** Opens the demo with this API. */
  readonly openDemo: (api?: string) => Promise<void>
  /** Opens a page of the tests; the parameters name the `scene` and its options. */
  readonly openScene: (params?: SceneParams) => Promise<void>
}

interface WorkerFixtures {
  readonly shared: SharedStorage
}

type AllTestFixtures = PlaywrightTestArgs & PlaywrightTestOptions & TestFixtures
type AllWorkerFixtures = PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures

export const test: TestType<AllTestFixtures, AllWorkerFixtures> = base.extend<TestFixtures, WorkerFixtures>({
  shared: [
    // Playwright reads the dependencies of a fixture from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const shared = await startSharedStorage()
      await provide(shared)
      await shared.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  serverOptions: [{}, { option: true }],

  site: async ({ shared, serverOptions }, provide) => {
    shared.proxy.reset()
    const site = await startSite(shared, serverOptions)
    await provide(site)
    await site.stop()
  },

  traffic: async ({ shared, site }, provide) => provide(watchTraffic(site, shared)),

  // Runs for every test: no page may log an error, and no signature may be left behind.
  witness: [
    async ({ context, site }, provide) => {
      const witness = createWitness(context)
      await provide(witness)
      await witness.expectNowhere(site.secrets)
      expect(witness.complaints).toEqual([])
    },
    { auto: true },
  ],

  widget: async ({ page }, provide) => provide(new Widget(page)),

  // oxlint-disable-next-line no-empty-pattern
  onDisk: async ({}, provide) => {
    const files: DiskFile[] = []
    await provide(async (name, sizeBytes) => {
      const file = await makeDiskFile(name, sizeBytes)
      files.push(file)
      return file
    })
    for (const file of files) await file.remove()
  },

  openDemo: async ({ page, site, widget }, provide) => {
    await provide(async (api) => {
      await page.goto(api === undefined ? site.url : `${site.url}/?api=${api}`)
      await widget.zone.waitFor()
    })
  },

  openScene: async ({ page, site, widget }, provide) => {
    await provide(async (params = {}) => {
      const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))
      await page.goto(`${site.url}/e2e/pages/harness.html?${query}`)
      await widget.zone.first().waitFor()
    })
  },
})
