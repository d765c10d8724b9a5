import { hasName } from './hasName.js'

/** Whether something failed because code could not be loaded: of a step, or of an adapter's calls. */
export function isCodeMissing(thrown: unknown): boolean {
  return isChunkError(thrown) || (thrown instanceof Error && isChunkError(thrown.cause))
}

/**
 * Whether code could not be loaded, as opposed to having failed. webpack gives this failure the same name. The cause of
 * an `UploadError` is recognised, too, although it keeps no more of an error than name and message.
 */
export function isChunkError(value: unknown): boolean {
  return hasName(value, 'ChunkLoadError')
}
