import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // While Vite serves the page in development, it passes calls on to the server, and gives everybody the same session.
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000' },
    headers: { 'Set-Cookie': 'session=00000000-0000-4000-8000-000000000000; HttpOnly; SameSite=Lax; Path=/' },
  },
})
