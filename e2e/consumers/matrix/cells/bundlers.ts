import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from '../Cell.ts'
import type { UploadExpectations } from '../Kit.ts'
import { makeMain, plainTemplate as template } from '../plainApp.ts'

interface BundlerPlan {
  readonly name: string
  readonly title: string
  readonly shows: readonly string[]
  readonly packages: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string | null>>
  readonly build: readonly [command: string, ...args: string[]]
  /** Whether the bundler writes the page itself. */
  readonly writesPage?: boolean
  readonly expected?: UploadExpectations
}

function bundler(plan: BundlerPlan): Cell {
  const { name, title, shows, packages, files, build, writesPage = false, expected } = plan
  return {
    name,
    title,
    group: 'Bundlers',
    shows,
    async run(kit) {
      const app = await kit.createApp(name, { template, packages, files: { 'main.js': makeMain(), ...files } })
      const [command, ...args] = build
      await app.run(command, args)
      const folder = join(app.folder, 'out')
      if (!writesPage) copyFileSync(join(app.folder, 'index.html'), join(folder, 'index.html'))
      return kit.uploadFrom({ folder }, expected)
    },
  }
}

const noVite = { vite: '^7.3.8' }
const configOf = (more: string): string =>
  `export default { mode: 'production', entry: './main.js', output: { path: import.meta.dirname + '/out' }, ${more} }\n`

const rollupConfig = `import resolve from '@rollup/plugin-node-resolve'
import commonjs from '@rollup/plugin-commonjs'
import replace from '@rollup/plugin-replace'
export default {
  input: 'main.js',
  output: { dir: 'out', format: 'es' },
  plugins: [replace({ preventAssignment: true, 'process.env.NODE_ENV': '"production"' }), resolve({ browser: true }), commonjs()],
}
`

function vite(major: string, version: string): readonly Cell[] {
  const packages = { vite: version }
  return [
    bundler({
      name: `vite-${major}`,
      title: `Vite ${major}, build`,
      shows: ['vite'],
      packages,
      build: ['vite', 'build', '--outDir', 'out'],
      writesPage: true,
    }),
    {
      name: `vite-${major}-dev`,
      title: `Vite ${major}, dev`,
      group: 'Bundlers',
      shows: ['vite'],
      async run(kit) {
        const app = await kit.createApp(`vite-${major}`, { template, packages, files: { 'main.js': makeMain() } })
        const site = await kit.start(app, 'vite', ['dev', '--host', '127.0.0.1'])
        // Vite before 8 loses the worker's file, and its socket does not go through the server in front of it.
        const worksIn = Number(major) < 8 ? 'blob worker' : 'worker file'
        return kit.upload(site.url, { worksIn, mayLog: /WebSocket|\[vite\]|404|504|no Web Worker/ })
      },
    },
  ]
}

export const bundlers: readonly Cell[] = [
  ...vite('5', '^5.4.21'),
  ...vite('6', '^6.4.6'),
  ...vite('7', '^7.3.8'),
  ...vite('8', '^8.3.8'),
  bundler({
    name: 'webpack',
    title: 'webpack',
    shows: ['webpack'],
    packages: noVite,
    files: { 'webpack.config.js': configOf('experiments: { css: true }') },
    build: ['webpack'],
  }),
  bundler({
    name: 'rspack',
    title: 'Rspack',
    shows: ['@rspack/core'],
    packages: { '@rspack/core': '^2', '@rspack/cli': '^2' },
    files: { 'rspack.config.js': configOf("module: { rules: [{ test: /[.]css$/, type: 'css/auto' }] }") },
    build: ['rspack', 'build'],
  }),
  bundler({
    name: 'parcel',
    title: 'Parcel, unconfigured',
    shows: ['parcel'],
    packages: { parcel: '^2.16.4' },
    build: ['parcel', 'build', 'index.html', '--dist-dir', 'out', '--no-cache', '--public-url', './'],
    writesPage: true,
  }),
  bundler({
    name: 'esbuild',
    title: 'esbuild',
    shows: ['esbuild'],
    packages: noVite,
    build: ['esbuild', 'main.js', '--bundle', '--minify', '--format=esm', '--splitting', '--outdir=out'],
    expected: { worksIn: 'blob worker', mayLog: /404|no Web Worker/ },
  }),
  bundler({
    name: 'rollup',
    title: 'Rollup',
    shows: ['rollup'],
    packages: {
      rollup: '^4',
      '@rollup/plugin-node-resolve': '^16',
      '@rollup/plugin-commonjs': '^29',
      '@rollup/plugin-replace': '^6',
    },
    files: { 'main.js': makeMain({ isStyled: false }), 'rollup.config.js': rollupConfig },
    build: ['rollup', '-c'],
    expected: { worksIn: 'blob worker', mayLog: /404|no Web Worker/ },
  }),
  bundler({
    name: 'rolldown',
    title: 'Rolldown',
    shows: ['rolldown'],
    packages: { rolldown: '^1' },
    files: { 'main.js': makeMain({ isStyled: false }) },
    build: ['rolldown', 'main.js', '--dir', 'out', '--platform', 'browser', '--minify'],
    expected: { worksIn: 'blob worker', mayLog: /404|no Web Worker/ },
  }),
]
