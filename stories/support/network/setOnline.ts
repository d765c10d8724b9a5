/** Makes the page believe that the browser is offline, until it is told otherwise. */
export function setOnline(isOnline: boolean): void {
  if (navigator.onLine === isOnline) return
  // The browser's own value is on the prototype.
  if (isOnline) Reflect.deleteProperty(navigator, 'onLine')
  else Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}
