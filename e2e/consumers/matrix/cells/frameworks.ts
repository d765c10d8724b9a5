import { join } from 'node:path'
import type { Cell } from '../Cell.ts'
import type { AppPlan, ConsumerApp } from '../ConsumerApp.ts'
import type { Kit } from '../Kit.ts'
import { plainTemplate as template } from '../plainApp.ts'
import type { Site } from '../serveSite.ts'

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

interface FrameworkPlan extends Omit<Cell, 'group' | 'run'> {
  readonly app: AppPlan
  readonly build: readonly [command: string, ...args: string[]]
  /** Serves what was built. */
  readonly serve: (kit: Kit, app: ConsumerApp) => Promise<Site>
}

/** An app whose page is rendered before it is in the browser. */
function framework({ app: plan, build, serve, ...cell }: FrameworkPlan): Cell {
  return {
    ...cell,
    group: 'Frameworks',
    async run(kit) {
      const app = await kit.createApp(cell.name, plan)
      const [command, ...args] = build
      // Next.js fixes the rewrites at build time.
      await app.run(command, args, kit.env)
      const { url } = await serve(kit, app)
      const html = await (await fetch(url)).text()
      if (!html.includes('Drop files here')) throw new Error(`No dropzone was rendered: ${html.slice(0, 500)}`)
      return kit.upload(url)
    },
  }
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
  framework({
    name: 'next',
    title: 'Next.js, build',
    shows: ['next', 'react'],
    app: { template: 'examples/next' },
    build: ['next', 'build'],
    serve: (kit, app) => kit.start(app, 'next', ['start', '--hostname', '127.0.0.1']),
  }),
  framework({
    name: 'react-router-7',
    title: 'React Router 7, framework mode',
    shows: ['react-router', 'react'],
    app: {
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
    },
    build: ['react-router', 'build'],
    serve: (kit, app) => kit.start(app, 'node', ['server.js'], join(app.folder, 'build/client')),
  }),
  framework({
    name: 'tanstack-start',
    title: 'TanStack Start',
    shows: ['@tanstack/react-start', 'react'],
    app: {
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
    },
    build: ['vite', 'build'],
    serve: (kit, app) => kit.start(app, 'node', ['server.js'], join(app.folder, 'dist/client')),
  }),
  framework({
    name: 'astro',
    title: 'Astro, an island',
    shows: ['astro', 'react'],
    app: {
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
    },
    build: ['astro', 'build'],
    serve: (kit, app) => kit.serve({ folder: join(app.folder, 'out') }),
  }),
]
