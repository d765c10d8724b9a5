import { resolve } from 'node:path'
import { build, mergeConfig } from 'vite'
import demoConfig from '../../vite.config.ts'

const root = resolve(import.meta.dirname, '../..')

/** Builds the demo and the pages of the tests for production. */
export async function buildPages(outDir: string): Promise<void> {
  await build(
    mergeConfig(demoConfig, {
      configFile: false,
      root,
      mode: 'production',
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: true,
        rolldownOptions: {
          input: { demo: resolve(root, 'index.html'), harness: resolve(root, 'e2e/pages/harness.html') },
          // A test loads its page once and caches nothing, so each file less that it loads is time for all tests.
          output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
        },
      },
    }),
  )
}
