import { preparedWidth } from '../../prepared.ts'
import type { Cell } from '../Cell.ts'
import { buildImportMapPage } from '../importMapPage.ts'
import type { Kit, UploadExpectations } from '../Kit.ts'
import { buildPlainApp, makeMain } from '../plainApp.ts'
import type { Site } from '../serveSite.ts'

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
      return kit.uploadFrom({ folder, headers: headers(kit.stack.storage.endpoint) }, expected)
    },
  }
}

/** Serves files of an app from an origin of their own, as a CDN does. */
function serveAssets(kit: Kit, folder: string): Promise<Site> {
  return kit.serve({ folder, headers: { 'access-control-allow-origin': '*' } })
}

/** No worker can start from a file on another origin. */
const fromElsewhere: UploadExpectations = { worksIn: 'blob worker', mayLog: /no Web Worker/ }

/** An app that names its policy, and gives the workers URLs that the policy has made. */
const trustedMain = makeMain({
  head: `import prepareWorkerUrl from 'coatcheck/prepare/worker?url'
import workerUrl from 'coatcheck/worker?url'
const policy = trustedTypes.createPolicy('my-app', { createScriptURL: (url) => url })
const createFrom = (url) => () => new Worker(policy.createScriptURL(url), { type: 'module' })
const createWorker = createFrom(workerUrl)
`,
  prepare: `import { resize } from 'coatcheck/prepare'
const prepare = resize({ longestSide: ${preparedWidth}, createWorker: createFrom(prepareWorkerUrl) })
`,
  props: 'createWorker',
})

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
      const assets = await serveAssets(kit, kit.folderOf('cdn', 'out'))
      const folder = await buildPlainApp(kit, 'cdn', {}, ['--base', `${assets.url}/`])
      return kit.uploadFrom({ folder }, fromElsewhere)
    },
  },
  {
    name: 'import-map',
    group,
    title: 'an import map, without a bundler',
    shows: ['react', '@tanstack/react-query'],
    run: async (kit) => kit.uploadFrom({ folder: await buildImportMapPage(kit, 'import-map', './') }),
  },
  {
    name: 'import-map-cdn',
    group,
    title: 'an import map to modules on another origin',
    shows: ['react', '@tanstack/react-query'],
    async run(kit) {
      const assets = await serveAssets(kit, kit.folderOf('import-map-cdn'))
      const folder = await buildImportMapPage(kit, 'import-map-cdn', `${assets.url}/`)
      return kit.uploadFrom({ folder }, fromElsewhere)
    },
  },
]
