import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

/** The demo page. The package itself is built by vite.lib.config.ts. */
const config: UserConfig = {
  plugins: [react()],
  worker: { format: 'es' },
  build: { outDir: 'dist/demo' },
}

export default config
