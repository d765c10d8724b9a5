import type { NextConfig } from 'next'

const config: NextConfig = {
  // Your API: any server that implements docs/rest.openapi.yaml.
  rewrites: async () => [
    { source: '/api/:path*', destination: `${process.env['API_URL'] ?? 'http://127.0.0.1:4173'}/api/:path*` },
  ],
}

export default config
