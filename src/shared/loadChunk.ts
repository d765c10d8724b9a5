/**
 * Loads code that is not needed at once. A file may be out of reach because the browser is offline, or gone because the
 * app has been deployed again since the page was opened. Browsers word that differently, bundlers too, so callers get one
 * error that they can tell from the others by its name. Nothing is remembered: the next call tries again.
 */
export async function loadChunk<TModule>(what: string, load: () => Promise<TModule>): Promise<TModule> {
  try {
    return await load()
  } catch (cause) {
    const message = `coatcheck: ${what} could not be loaded. Check the connection and try again, or reload the page.`
    throw Object.assign(new Error(message, { cause }), { name: chunkErrorName })
  }
}

/** Whether code could not be loaded, as opposed to having failed. */
export function isChunkError(error: unknown): boolean {
  return error instanceof Error && error.name === chunkErrorName
}

/** The name that webpack gives to this failure. */
const chunkErrorName = 'ChunkLoadError'
