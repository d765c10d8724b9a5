import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Your API: any server that implements docs/rest.openapi.yaml. `npm start` in the repository prints one.
const proxy = { '/api': process.env['API_URL'] ?? 'http://127.0.0.1:4173' }

export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { proxy },
  preview: { proxy },
})
