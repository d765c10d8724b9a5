/** The path of the service worker's script that controls the page; null if there is none. */
export function readServiceWorker(): string | null {
  // Only a secure context has service workers.
  const worker = globalThis.navigator?.serviceWorker?.controller ?? null
  return worker && new URL(worker.scriptURL).pathname
}
