import type { Cell } from '../Cell.ts'
import type { UploadExpectations } from '../Kit.ts'
import { buildPlainApp, makeMain } from '../plainApp.ts'

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

/** An app that names its policy, and gives the worker a URL that the policy has made. */
const trustedMain = makeMain({
  head: `import workerUrl from 'coatcheck/worker?url'
const policy = trustedTypes.createPolicy('my-app', { createScriptURL: (url) => url })
const createWorker = () => new Worker(policy.createScriptURL(workerUrl), { type: 'module' })
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
      const assets = await kit.serve({
        folder: kit.folderOf('cdn', 'out'),
        headers: { 'access-control-allow-origin': '*' },
      })
      const folder = await buildPlainApp(kit, 'cdn', {}, ['--base', `${assets.url}/`])
      return kit.uploadFrom({ folder }, { inspectedIn: 'blob worker', mayLog: /no Web Worker/ })
    },
  },
]
