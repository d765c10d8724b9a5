import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The demo page. The package itself is built by vite.lib.config.ts. */
export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  build: { outDir: 'dist/demo' },
})
