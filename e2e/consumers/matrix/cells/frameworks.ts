import { readPrepared } from '../../prepared.ts'
import type { Cell } from '../Cell.ts'
import type { AppPlan, ConsumerApp } from '../ConsumerApp.ts'
import type { Kit } from '../Kit.ts'
import type { Site } from '../serveSite.ts'

/** @param photos the component with the provider */
function example(template: string, photos: string, packages: Readonly<Record<string, string>> = {}): AppPlan {
  return { template, packages, files: { [photos]: readPrepared(template, photos) } }
}

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

/** The tests of the recipes run the example as it is, with the version after this one. The four have to agree. */
const reactRouter7 = {
  'react-router': '7.18.4',
  '@react-router/node': '7.18.4',
  '@react-router/serve': '7.18.4',
  '@react-router/dev': '7.18.4',
  typescript: '^6',
  vite: '^7.3.8',
}

export const frameworks: readonly Cell[] = [
  framework({
    name: 'next',
    title: 'Next.js, build',
    shows: ['next', 'react'],
    app: example('examples/next', 'app/Photos.tsx'),
    build: ['next', 'build'],
    serve: (kit, app) => kit.start(app, 'next', ['start', '--hostname', '127.0.0.1']),
  }),
  framework({
    name: 'react-router-7',
    title: 'React Router 7, framework mode',
    shows: ['react-router', 'react'],
    app: example('examples/react-router', 'app/Photos.tsx', reactRouter7),
    build: ['react-router', 'build'],
    serve: (kit, app) => kit.start(app, 'react-router-serve', ['./build/server/index.js']),
  }),
  framework({
    name: 'tanstack-start',
    title: 'TanStack Start',
    shows: ['@tanstack/react-start', 'react'],
    app: example('examples/tanstack-start', 'src/Photos.tsx'),
    build: ['vite', 'build'],
    serve: (kit, app) => kit.start(app, 'node', ['server.js']),
  }),
  framework({
    name: 'astro',
    title: 'Astro, an island',
    shows: ['astro', 'react'],
    app: example('examples/astro', 'src/Photos.tsx'),
    build: ['astro', 'build'],
    serve: (kit, app) => kit.start(app, 'node', ['./dist/server/entry.mjs']),
  }),
]
