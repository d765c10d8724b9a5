/** How the service worker of a page treats uploads. */
export type WorkerKind = 'passes-on' | 'lets-past'

/** What the parent asks the page to send. */
export interface SendOrder {
  /** The URLs of the modules that export `createTransport`, `browserConnection` and `systemClock`. */
  readonly modules: readonly string[]
  readonly url: string
  readonly sizeBytes: number
  /** Orders with equal options share a transport. */
  readonly options: object
}

const workers: Readonly<Record<WorkerKind, string>> = {
  'passes-on': 'e.respondWith(fetch(e.request))',
  'lets-past': "if (e.request.method === 'GET') e.respondWith(fetch(e.request))",
}

/** A page that a service worker controls. It sends what its parent asks for, and posts the outcome. */
const html = `<!DOCTYPE html><title>Controlled</title><script type="module">
const controlled = new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve()
  navigator.serviceWorker.addEventListener('controllerchange', () => resolve())
})
navigator.serviceWorker.register('worker.js').then(() => controlled).then(() => parent.postMessage('controlled', '*'))
const transports = new Map()
addEventListener('message', async ({ data: { modules, url, sizeBytes, options } }) => {
  const [{ createTransport }, { browserConnection: connection }, { systemClock: clock }] = await Promise.all(
    modules.map((module) => import(module)),
  )
  const name = JSON.stringify(options)
  if (!transports.has(name)) transports.set(name, createTransport({ clock, connection, ...options }))
  const sent = { progress: [], unseen: 0 }
  const context = {
    signal: new AbortController().signal,
    onProgress: (sentBytes) => sent.progress.push(sentBytes),
    onUnseen: () => (sent.unseen += 1),
  }
  const body = new File([new Uint8Array(sizeBytes)], 'file.bin')
  const outcome = await transports.get(name).send({ kind: 'put', url, body, fileName: 'file.bin' }, context)
  parent.postMessage({ outcome, ...sent }, '*')
})
</script>`

/** Returns the file at `/controlled-<kind>/<file>`; null for any other path. */
export function readControlledPage(pathname: string): { readonly type: string; readonly text: string } | null {
  const [, kind, name] = /^\/controlled-([a-z-]+)\/(.*)$/.exec(pathname) ?? []
  if (kind !== 'passes-on' && kind !== 'lets-past') return null
  if (name !== 'worker.js') return { type: 'text/html', text: html }
  const script = `addEventListener('install', () => skipWaiting())
addEventListener('activate', (e) => e.waitUntil(clients.claim()))
addEventListener('fetch', (e) => { ${workers[kind]} })`
  return { type: 'text/javascript', text: script }
}
