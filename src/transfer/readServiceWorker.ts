/** The path of the service worker's script that controls the page; null where none does. */
export function readServiceWorker(): string | null {
  // Without a secure context there is no such thing.
  const worker =
    typeof navigator === 'object' && 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null
  return worker && new URL(worker.scriptURL).pathname
}
