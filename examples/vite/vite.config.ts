import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { formServer } from './formServer'

// Your API: any server that implements docs/rest.openapi.yaml. `npm start` in the repository prints one.
const proxy = { '/api': process.env['API_URL'] ?? 'http://127.0.0.1:4173' }

const pages = [
  'upload',
  'avatar-field',
  'crop-avatar',
  'post-form',
  'fetch-form',
  'many-photos',
  'token-refresh',
  'own-worker',
]

export default defineConfig({
  plugins: [react(), formServer()],
  server: { proxy },
  preview: { proxy },
  build: { rolldownOptions: { input: ['index.html', ...pages.map((page) => `${page}/index.html`)] } },
})
