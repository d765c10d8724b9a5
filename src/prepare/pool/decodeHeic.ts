import { limitTime } from '../../shared/loading/limitTime.js'
import { loadInTime } from '../../shared/loading/loadInTime.js'
import type { HeicDecoder, LoadHeicDecoder } from '../heicDecoder.js'

// A constant of its own: bundlers would make a third chunk of one that is shared.
const mostMsForOne = 120_000

let before: Promise<unknown> = Promise.resolve()

/**
 * Decodes one picture at a time, because each takes hundreds of megabytes. Null if that fails or does not end. A decode
 * cannot be interrupted, so nobody else gets its place before it is over.
 */
export async function decodeHeic(file: File, load: LoadHeicDecoder, signal: AbortSignal): Promise<ImageBitmap | null> {
  const decoder = await loadInTime('the decoder for HEIC', load)
  const decoded = before.then(() => (signal.aborted ? null : decode(decoder, file)))
  before = decoded
  const pixels = await decoded
  signal.throwIfAborted()
  return pixels
}

/** Never rejects: a picture that breaks the decoder must not break the ones that wait. */
async function decode(decoder: HeicDecoder, blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await limitTime(decoder.heicTo({ blob, type: 'bitmap' }), mostMsForOne)
  } catch {
    return null
  }
}
