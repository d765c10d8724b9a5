import { join, resolve } from 'node:path'
import { build } from 'vite'
import demo from '../../vite.config.ts'
import { installPeers } from '../peers/installPeers.ts'
import { resolvePeers } from '../peers/resolvePeers.ts'

/** A page in `bench/pages`, by the name of its HTML file. */
export type PageName = 'index' | 'first' | 'peers'

export interface BuildPageOptions {
  /** Of all pages; each gets a folder of its own there. */
  readonly folder: string
  readonly minify: boolean
}

/** Builds a page for production, and the package from its source. Returns its path under the origin of the pages. */
export async function buildPage(name: PageName, { folder, minify }: BuildPageOptions): Promise<string> {
  await build({
    ...demo,
    plugins: [demo.plugins, name === 'peers' && resolvePeers(await installPeers())],
    resolve: { ...demo.resolve, dedupe: ['react', 'react-dom'] },
    root: resolve(import.meta.dirname, '../pages'),
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: join(folder, name),
      emptyOutDir: true,
      minify,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${name}.html` },
    },
  })
  return `/${name}/${name}.html`
}
