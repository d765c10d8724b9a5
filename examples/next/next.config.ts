import type { NextConfig } from 'next'

const config: NextConfig = {
  // Your API, if it is another server that implements docs/rest.openapi.yaml. /api/uploads is in this app.
  rewrites: async () => [
    { source: '/api/rest/:path*', destination: `${process.env['API_URL'] ?? 'http://127.0.0.1:4173'}/api/rest/:path*` },
  ],
}

export default config
