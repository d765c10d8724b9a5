import { join } from 'node:path'
import type { Cell } from '../Cell.ts'
import type { UploadExpectations } from '../Kit.ts'
import { buildPlainApp, makeMain, plainTemplate as template } from '../plainApp.ts'

const group = 'Pages'

/** Nothing but what the app needs. */
const strictPolicy = (storage: string): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${storage}`,
    `img-src 'self' blob: data: ${storage}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')

function withHeaders(
  name: string,
  title: string,
  headers: (storage: string) => Readonly<Record<string, string>>,
  { main = makeMain(), expected }: { readonly main?: string; readonly expected?: UploadExpectations } = {},
): Cell {
  return {
    name,
    group,
    title,
    shows: [],
    async run(kit) {
      const folder = await buildPlainApp(kit, name, { files: { 'main.js': main } })
      const site = await kit.serve({ folder, headers: headers(kit.stack.storage.endpoint) })
      return kit.upload(site.url, expected)
    },
  }
}

/** An app that names its policy, and gives the worker a URL that the policy has made. */
const trustedMain = makeMain({
  head: `import workerUrl from 'coatcheck/worker?url'
const policy = trustedTypes.createPolicy('my-app', { createScriptURL: (url) => url })
const createWorker = () => new Worker(policy.createScriptURL(workerUrl), { type: 'module' })
`,
  props: 'createWorker',
})

const names = (of: string): string =>
  `import * as all from '${of}'; console.log(Object.keys(all).filter((name) => name !== 'module.exports').join())`

/** The packages that an import map names, each as one module; they share React. */
const mapped = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-dom/client',
  '@tanstack/react-query',
  'react-dropzone',
  'idb',
]

export const pages: readonly Cell[] = [
  withHeaders('csp', 'a strict content policy', (storage) => ({ 'content-security-policy': strictPolicy(storage) })),
  withHeaders(
    'trusted-types',
    'Trusted Types, with the policy of the app',
    (storage) => ({
      'content-security-policy': `${strictPolicy(storage)}; require-trusted-types-for 'script'; trusted-types my-app`,
    }),
    { main: trustedMain },
  ),
  withHeaders('coep', 'COEP `require-corp`, on every answer', () => ({
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
  })),
  {
    name: 'cdn',
    group,
    title: 'assets on another origin',
    shows: ['vite'],
    async run(kit) {
      const assets = await kit.serve({
        folder: kit.folderOf('cdn', 'out'),
        headers: { 'access-control-allow-origin': '*' },
      })
      const folder = await buildPlainApp(kit, 'cdn', {}, ['--base', `${assets.url}/`])
      return kit.upload((await kit.serve({ folder })).url, { inspectedIn: 'blob worker', mayLog: /no Web Worker/ })
    },
  },
  {
    name: 'import-map',
    group,
    title: 'no bundler, an import map',
    shows: ['react'],
    async run(kit) {
      const app = await kit.createApp('import-map', { template, files: { 'main.js': makeMain({ isStyled: false }) } })
      const imports: Record<string, string> = {}
      for (const [index, name] of mapped.entries()) {
        const exported = await app.run('node', ['--input-type=module', '--eval', names(name)])
        app.write(`vendor/module${index}.js`, `export { ${exported.trim().split(',').join(', ')} } from '${name}'\n`)
        imports[name] = `/built/module${index}.js`
      }
      await app.run('esbuild', [
        'vendor/*.js',
        '--bundle',
        '--splitting',
        '--format=esm',
        '--outdir=built',
        '--define:process.env.NODE_ENV="production"',
      ])
      imports['coatcheck'] = '/node_modules/coatcheck/dist/index.js'
      imports['coatcheck/'] = '/node_modules/coatcheck/dist/'
      imports['coatcheck/backends/rest'] = '/node_modules/coatcheck/dist/backends/rest.js'
      app.write(
        'index.html',
        `<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="/node_modules/coatcheck/dist/styles.css">
<script type="importmap">${JSON.stringify({ imports })}</script><div id="root"></div><script type="module" src="./main.js"></script>`,
      )
      return kit.upload((await kit.serve({ folder: join(app.folder) })).url)
    },
  },
]
