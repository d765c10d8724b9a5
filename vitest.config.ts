import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { chromiumArgs, findTestBrowser } from './scripts/chromium.ts'

const executablePath = findTestBrowser()

/** Most tests in a page wait most of the time: one page more than processors uses what the others leave. */
const pages = availableParallelism() + 1

/** These wait for seconds in each test. Begun last, they would run while the other pages have nothing left to do. */
const long = /\/(layoutShifts\.looks|hangs\.browser)\.test\.tsx?$/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (long.test(moduleId) ? 0 : 1)
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** No test is about how quick it is, so none fails because the machine is busy with something else as well. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 }

/** These tests install, build and type-check apps, which takes as long as the registry and the machine do. */
const installed = {
  environment: 'node' as const,
  testTimeout: 5 * 60_000,
  hookTimeout: 20 * 60_000,
  expect: { poll: { timeout: 15_000, interval: 100 } },
}

/**
 * Loading the modules anew for each file took half of the time of these tests. Spies and stubs are removed before each
 * test, so that no file disturbs another.
 */
const shared = {
  environment: 'node' as const,
  isolate: false,
  restoreMocks: true,
  unstubGlobals: true,
  unstubEnvs: true,
}

/** A shared machine may stall for seconds; in a day's work a test has one try. */
const retry = process.env['CI'] ? 2 : 0

/** Tests in a real browser, with a page for each file. */
function inBrowser(name: string): TestProjectInlineConfiguration {
  return {
    plugins: [react()],
    // Each test file has a page of its own, which asks for hundreds of modules. While nobody edits them, the browser need
    // not ask whether they have changed.
    server: process.argv.includes('run') ? { headers: { 'Cache-Control': 'max-age=3600' } } : {},
    // Found late, a dependency would reload the page in the middle of a test.
    optimizeDeps: {
      include: [
        'react',
        'react-dom',
        'react-dom/client',
        'react-dom/server',
        'react/jsx-dev-runtime',
        '@tanstack/react-query',
        '@testing-library/react',
        '@testing-library/user-event',
        'axe-core',
        'msw',
        'msw/experimental',
        '@mswjs/interceptors/XMLHttpRequest',
        '@mswjs/interceptors/fetch',
        'react-dropzone',
        'virtua',
        'blurhash',
        'tailwindcss',
        'idb',
        '@noble/hashes/legacy.js',
        '@noble/hashes/sha2.js',
        '@guidepup/virtual-screen-reader',
      ],
    },
    test: {
      name,
      retry,
      ...patience,
      maxWorkers: pages,
      sequence: { groupOrder: 1 },
      include: [`src/**/*.${name}.test.{ts,tsx}`],
      globalSetup: ['test/storage-sink/sink.setup.ts'],
      setupFiles: ['test/kit/waitPatiently.setup.ts'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { ...(executablePath && { executablePath }), args: [...chromiumArgs] },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

/**
 * unit: Node, ports faked. browser: everything that needs a real one (workers, WASM, images, XHR, React parts).
 * looks: how every part looks in every state, in each language and direction, and under other people's styles.
 * server: the server half, the reference server and their storages. second-store: the same on another S3. postgres: what
 * needs a PostgreSQL that runs. storybook: every story, with axe.
 */
const config: ViteUserConfig = {
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          ...patience,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 2 },
          ...shared,
          include: [
            'src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'e2e/{catalogue,soak}/*.test.ts',
            'e2e/consumers/matrix/*.test.ts',
            'e2e/soak/server/judge*.test.ts',
          ],
          exclude: ['**/*.{browser,looks,postgres}.test.*', '**/node_modules/**'],
        },
      },
      inBrowser('browser'),
      inBrowser('looks'),
      {
        test: {
          name: 'server',
          retry,
          ...shared,
          include: ['e2e/{server,storage,uploads}/**/*.test.ts', 'e2e/soak/server/kills.test.ts'],
          globalSetup: ['e2e/storage/globalSetup.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'second-store',
          retry,
          ...shared,
          env: { S3_PROGRAM: 'versitygw' },
          include: ['e2e/{server,uploads}/**/*.test.ts', 'e2e/storage/{*,object-store/*,program/start*}.test.ts'],
          // They start storages of their own.
          exclude: ['e2e/server/start.test.ts', 'e2e/uploads/webhook.test.ts'],
          globalSetup: ['e2e/storage/globalSetup.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'postgres',
          ...patience,
          environment: 'node',
          include: ['{src,e2e}/**/*.postgres.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: {
          name: 'storybook',
          retry,
          ...patience,
          maxWorkers: pages,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              // Axe looks at what stands still.
              contextOptions: { reducedMotion: 'reduce' },
              launchOptions: { ...(executablePath && { executablePath }), args: [...chromiumArgs] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'browsers',
          retry,
          environment: 'node',
          include: ['e2e/browsers/*.test.ts'],
          globalSetup: ['e2e/support/setup.ts'],
          // One browser at a time: each has the machine to itself.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000, interval: 100 } },
        },
      },
      {
        test: {
          name: 'recipes',
          retry,
          ...installed,
          include: ['e2e/recipes/*.test.ts'],
        },
      },
      {
        test: {
          name: 'pictures',
          retry,
          environment: 'node',
          include: ['e2e/pictures/*.test.ts'],
          ...patience,
        },
      },
      ...(
        [
          'browser-support',
          'consumers',
          'own-adapter',
          'servers',
          'runtimes',
          'oldest',
          'next',
          'bundlers',
          'design-systems',
        ] as const
      ).map((name) => ({
        test: {
          name,
          retry,
          ...installed,
          include: [`e2e/consumers/${name}.test.ts`],
        },
      })),
    ],
  },
}

export default config
