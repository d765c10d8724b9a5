import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

const source = resolve(import.meta.dirname, 'src')

/** The demo page. The package itself is built by vite.lib.config.ts. */
const config: UserConfig = {
  plugins: [react()],
  resolve: {
    // The page uses the package as an app would, by its name; here that is the source.
    alias: [
      { find: /^coatcheck$/, replacement: `${source}/index.ts` },
      { find: /^coatcheck\/(.+\.css)$/, replacement: `${source}/$1` },
      { find: /^coatcheck\/(.+)$/, replacement: `${source}/$1.ts` },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: '.cache/demo',
    // The browsers of the README: for older ones `light-dark()` would be compiled to what the system prefers, for good.
    cssTarget: ['chrome123', 'firefox124', 'safari17.5'],
  },
}

export default config
