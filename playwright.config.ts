import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import { chromiumArgs, findTestBrowser, requireChromium } from './scripts/chromium.ts'

/** What `npm test` leaves to `npm run test:ci`: it takes long, or repeats in a browser what quicker tests cover. */
const long = '**/{accessibility,backend-errors,backends,doctor,large-file,soak}.e2e.ts'

/** The tests of what moves: the gallery, the dropzone and progress. */
const moving = '**/{demo,gallery,gallery-actions,intake,progress,windowing}.e2e.ts'

/** Without a graphics card, the processor draws every animation. In other tests, that took a fifth of the time. */
const still = { contextOptions: { reducedMotion: 'reduce' } } as const

/** The built pages in a real browser, before the reference server and MinIO. */
const config: PlaywrightTestConfig = defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  globalSetup: './e2e/support/setup.ts',
  outputDir: 'test-results',
  reporter: [['list']],
  fullyParallel: true,
  // Most tests wait for something most of the time: a third worker uses what two leave of two cores.
  workers: 3,
  forbidOnly: true,
  // A shared machine may stall for seconds; what passes the second time is reported as flaky.
  // First what takes longest: begun last, it would run while the other worker has nothing left to do.
  projects: [
    { name: 'long', testMatch: long, use: still },
    { name: 'moving', testMatch: moving },
    { name: 'short', testIgnore: [long, moving], use: still },
  ],
  retries: process.env['CI'] ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1024, height: 900 },
    locale: 'en-GB',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: requireChromium(findTestBrowser), args: [...chromiumArgs] },
  },
})

export default config
