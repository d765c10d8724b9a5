import { join } from 'node:path'
import type { Cell } from '../Cell.ts'
import { plainTemplate as template } from '../plainApp.ts'

const group = 'Frameworks'
const react = { react: '^19.3.1', 'react-dom': '^19.3.1' }
const noPage = { 'main.js': null, 'index.html': null }

const uploads = `'use client'
import 'coatcheck/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState } from 'react'

export function Uploads() {
  const [client] = useState(() => new QueryClient())
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <QueryClientProvider client={client}>
      <UploadProvider backend={backend}>
        <Dropzone />
        <UploadList />
      </UploadProvider>
    </QueryClientProvider>
  )
}
`

/** Rejects unless the page was rendered on the server. */
async function expectRendered(url: string): Promise<void> {
  const html = await (await fetch(url)).text()
  if (!html.includes('Drop files here')) throw new Error(`The server has rendered no dropzone: ${html.slice(0, 500)}`)
}

const reactRouterServer = `import { createServer } from 'node:http'
import { createRequestListener } from '@mjackson/node-fetch-server'
import { createRequestHandler } from 'react-router'
import * as build from './build/server/index.js'

const handle = createRequestHandler(build, 'production')
const server = createServer(createRequestListener((request) => handle(request)))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))
`

const startServer = `import { serve } from '@hono/node-server'
import handler from './dist/server/server.js'

serve({ fetch: (request) => handler.fetch(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log('http://127.0.0.1:' + port))
`

export const frameworks: readonly Cell[] = [
  {
    name: 'next',
    group,
    title: 'Next.js, build',
    shows: ['next', 'react'],
    async run(kit) {
      const app = await kit.createApp('next', { template: 'examples/next' })
      await app.run('next', ['build'], kit.env)
      const { url } = await kit.start(app, 'next', ['start', '--hostname', '127.0.0.1'])
      await expectRendered(url)
      return kit.upload(url)
    },
  },
  {
    name: 'react-router-7',
    group,
    title: 'React Router 7, framework mode',
    shows: ['react-router', 'react'],
    async run(kit) {
      const app = await kit.createApp('react-router-7', {
        template,
        packages: {
          ...react,
          vite: '^7.3.8',
          'react-router': '^7',
          '@react-router/node': '^7',
          '@react-router/dev': '^7',
          '@mjackson/node-fetch-server': '^0.7',
          isbot: '^5',
        },
        files: {
          ...noPage,
          'vite.config.js': `import { reactRouter } from '@react-router/dev/vite'\nexport default { plugins: [reactRouter()] }\n`,
          'react-router.config.js': 'export default { ssr: true }\n',
          'server.js': reactRouterServer,
          'app/routes.js': `import { index } from '@react-router/dev/routes'\nexport default [index('home.jsx')]\n`,
          'app/root.jsx': `import { Links, Meta, Outlet, Scripts } from 'react-router'
export default function Root() {
  return (
    <html lang="en">
      <head><meta charSet="utf-8" /><link rel="icon" href="data:," /><Meta /><Links /></head>
      <body><Outlet /><Scripts /></body>
    </html>
  )
}
`,
          'app/home.jsx': `import { Uploads } from './Uploads.jsx'\nexport default function Home() { return <Uploads /> }\n`,
          'app/Uploads.jsx': uploads,
        },
      })
      await app.run('react-router', ['build'])
      const { url } = await kit.start(app, 'node', ['server.js'], join(app.folder, 'build/client'))
      await expectRendered(url)
      return kit.upload(url)
    },
  },
  {
    name: 'tanstack-start',
    group,
    title: 'TanStack Start',
    shows: ['@tanstack/react-start', 'react'],
    async run(kit) {
      const app = await kit.createApp('tanstack-start', {
        template,
        packages: {
          ...react,
          vite: '^8.3.8',
          '@vitejs/plugin-react': '^6.3.0',
          '@tanstack/react-start': '^1.169.5',
          '@tanstack/react-router': '^1.169.2',
          '@hono/node-server': '^2',
        },
        files: {
          ...noPage,
          'vite.config.js': `import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import react from '@vitejs/plugin-react'
export default { plugins: [tanstackStart(), react()] }
`,
          'server.js': startServer,
          'src/router.jsx': `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'
export const getRouter = () => createRouter({ routeTree })
`,
          'src/routes/__root.jsx': `import { createRootRoute, HeadContent, Outlet, Scripts } from '@tanstack/react-router'
export const Route = createRootRoute({ component: Root })
function Root() {
  return (
    <html lang="en">
      <head><link rel="icon" href="data:," /><HeadContent /></head>
      <body><Outlet /><Scripts /></body>
    </html>
  )
}
`,
          'src/routes/index.jsx': `import { createFileRoute } from '@tanstack/react-router'
import { Uploads } from '../Uploads.jsx'
export const Route = createFileRoute('/')({ component: Uploads })
`,
          'src/Uploads.jsx': uploads,
        },
      })
      await app.run('vite', ['build'])
      const { url } = await kit.start(app, 'node', ['server.js'], join(app.folder, 'dist/client'))
      await expectRendered(url)
      return kit.upload(url)
    },
  },
  {
    name: 'astro',
    group,
    title: 'Astro, an island',
    shows: ['astro', 'react'],
    async run(kit) {
      const app = await kit.createApp('astro', {
        template,
        packages: { ...react, vite: '^8.3.8', astro: '^7', '@astrojs/react': '^7' },
        files: {
          ...noPage,
          'vite.config.js': null,
          'astro.config.mjs': `import react from '@astrojs/react'\nexport default { integrations: [react()], outDir: './out' }\n`,
          'src/pages/index.astro': `---
import { Uploads } from '../Uploads.jsx'
---
<html lang="en"><head><link rel="icon" href="data:," /></head><body><Uploads client:load /></body></html>
`,
          'src/Uploads.jsx': uploads,
        },
      })
      await app.run('astro', ['build'], { ASTRO_TELEMETRY_DISABLED: '1' })
      const { url } = await kit.serve({ folder: join(app.folder, 'out') })
      await expectRendered(url)
      return kit.upload(url)
    },
  },
]
