import { loadInTime } from '../../shared/loading/loadInTime.js'
import { untilAborted } from '../../shared/untilAborted.js'
import type { LoadHeicDecoder } from '../heicDecoder.js'

let before: Promise<unknown> = Promise.resolve()

/** Decodes one picture at a time, because each takes hundreds of megabytes. Null if that fails. */
export async function decodeHeic(file: File, load: LoadHeicDecoder, signal: AbortSignal): Promise<ImageBitmap | null> {
  const decoder = await untilAborted(loadInTime('the decoder for HEIC', load), signal)
  const decoded = before.then(() =>
    signal.aborted ? null : decoder.heicTo({ blob: file, type: 'bitmap' }).catch(() => null),
  )
  before = decoded
  return untilAborted(decoded, signal)
}
