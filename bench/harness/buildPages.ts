import { join, resolve } from 'node:path'
import { build } from 'vite'
import demo from '../../vite.config.ts'

/** Builds the pages for production, and the package from its source. Returns the folder. */
export async function buildPages(folder: string, { minify }: { readonly minify: boolean }): Promise<string> {
  const outDir = join(folder, 'pages')
  await build({
    ...demo,
    root: resolve(import.meta.dirname, '../pages'),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir, emptyOutDir: true, minify, modulePreload: { polyfill: false } },
  })
  return outDir
}
