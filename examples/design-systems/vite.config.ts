import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Your API: any server that implements docs/rest.openapi.yaml. `npm start` in the repository prints one.
const proxy = { '/api': process.env['API_URL'] ?? 'http://127.0.0.1:4173' }

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
  build: { rolldownOptions: { input: ['mui/index.html', 'mantine/index.html'] } },
})
