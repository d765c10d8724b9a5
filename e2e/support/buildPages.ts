import { resolve } from 'node:path'
import { build, mergeConfig } from 'vite'
import demoConfig from '../../vite.config.ts'

const root = resolve(import.meta.dirname, '../..')

/** The demo and the pages of these tests, bundled for production. */
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
        },
      },
    }),
  )
}
