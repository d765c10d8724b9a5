/**
 * Loads code that is not needed at once. A chunk may be out of reach because the browser is offline, or gone because the
 * app has been deployed again since the page was opened. Browsers and bundlers each report that in their own words, so
 * callers get one error, which `isChunkError` recognises. The next call tries again.
 */
export async function loadChunk<TModule>(what: string, load: () => Promise<TModule>): Promise<TModule> {
  try {
    // Browsers that follow an older standard remember a failed import for as long as the page lives.
    if (globalThis.navigator?.onLine === false) throw new Error('offline')
    return await load()
  } catch (cause) {
    const message = `coatcheck: ${what} could not be loaded. Go online or reload the page.`
    throw Object.assign(new Error(message, { cause }), { name: 'ChunkLoadError' })
  }
}
