/** What the service worker of a page does with uploads. */
export type WorkerKind = 'passes-on' | 'lets-past'

/** What the parent tells the page to do. */
export interface SendOrder {
  /** Where `createTransport` is. */
  readonly module: string
  readonly url: string
  readonly sizeBytes: number
  readonly options: object
}

const workers: Readonly<Record<WorkerKind, string>> = {
  'passes-on': 'e.respondWith(fetch(e.request))',
  'lets-past': "if (e.request.method === 'GET') e.respondWith(fetch(e.request))",
}

/** A page that a service worker controls. It sends when its parent tells it to, and tells how that ended. */
const html = `<!DOCTYPE html><title>Controlled</title><script type="module">
const controlled = new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve()
  navigator.serviceWorker.addEventListener('controllerchange', () => resolve())
})
navigator.serviceWorker.register('worker.js').then(() => controlled).then(() => parent.postMessage('controlled', '*'))
addEventListener('message', async ({ data: { module, url, sizeBytes, options } }) => {
  const { createTransport } = await import(module)
  const told = { progress: [], unseen: 0 }
  const context = {
    signal: new AbortController().signal,
    onProgress: (sent) => told.progress.push(sent),
    onUnseen: () => (told.unseen += 1),
  }
  const body = new File([new Uint8Array(sizeBytes)], 'file.bin')
  const outcome = await createTransport(options)
    .send({ kind: 'put', url, body, fileName: 'file.bin' }, context)
  parent.postMessage({ outcome, ...told }, '*')
})
</script>`

/** What is served at `/controlled-<kind>/<file>`; null elsewhere. */
export function readControlledPage(pathname: string): { readonly type: string; readonly text: string } | null {
  const [, kind, name] = /^\/controlled-([a-z-]+)\/(.*)$/.exec(pathname) ?? []
  if (kind !== 'passes-on' && kind !== 'lets-past') return null
  if (name !== 'worker.js') return { type: 'text/html', text: html }
  const script = `addEventListener('install', () => skipWaiting())
addEventListener('activate', (e) => e.waitUntil(clients.claim()))
addEventListener('fetch', (e) => { ${workers[kind]} })`
  return { type: 'text/javascript', text: script }
}
