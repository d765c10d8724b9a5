import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env['API_URL'] ?? 'http://127.0.0.1:4173'

// Your server: `coatcheck/server`, or any other that implements docs/rest.openapi.yaml. `npm start` in the repository
// prints the address of one that has it at /api/rest.
const proxy = {
  '/api/uploads': { target: api, rewrite: (path: string) => path.replace('/api/uploads', '/api/rest') },
  '/rails/active_storage': {
    target: api,
    rewrite: (path: string) => path.replace('/rails/active_storage', '/api/active-storage'),
  },
  '/api': api,
}

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } })
