import type { InspectOptions, Inspection, Inspector } from '../../contract/ports/inspector.js'
import { HeaderReader } from './header/HeaderReader.js'
import { readVideoHeader } from './header/readVideoHeader.js'
import { type Frame, takeFrame } from './takeFrame.js'

// The page loads this with the first video: a worker has no <video>, and cannot load code of its own. It imports nothing
// that is loaded with every file, because bundlers would make a third chunk of what both import.

/** How long a frame may take before it is left out, and how long the header may. */
const limitMs = 5_000
/** How long one video may keep the next one waiting. */
const patienceMs = 1_500

export type VideoReading = Pick<Inspection, 'video' | 'thumbnail'>

export interface VideoSource extends Pick<InspectOptions, 'sizeBytes' | 'signal'> {
  readonly file: File
  /** Makes a thumbnail and a blurhash of the frame. */
  readonly inspector: Pick<Inspector, 'inspect'>
}

/**
 * Reads the size, the duration and a frame of a video. If the browser cannot play it, its header tells all but the frame.
 * What cannot be read, or takes too long, is left out. Never rejects, and ends at once when `signal` fires.
 */
export async function readVideo(source: VideoSource): Promise<VideoReading> {
  const frame = await inTurn(() => within(source.signal, (signal) => takeFrame(source.file, signal)))
  const header = frame?.facts.durationSeconds === undefined ? await readHeader(source) : undefined
  const facts = frame ? { ...header, ...frame.facts } : header
  if (!facts) return {}
  const { image, thumbnail } = (frame && (await inspectFrame(frame, source))) ?? {}
  return {
    video: { ...facts, ...(image?.blurhash !== undefined && { blurhash: image.blurhash }) },
    ...(thumbnail && { thumbnail }),
  }
}

let turn: Promise<unknown> = Promise.resolve()

/** Decodes one video after another, because decoders take much memory, and browsers have only a few of them. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work)
  const patience = turn.then(() => new Promise((resolve) => setTimeout(resolve, patienceMs)))
  turn = Promise.race([result, patience])
  return result
}

function readHeader({ file, sizeBytes = file.size, signal }: VideoSource): ReturnType<typeof readVideoHeader> {
  return within(signal, (limit) => readVideoHeader(new HeaderReader(file, sizeBytes, limit)))
}

function inspectFrame({ picture }: Frame, { file, signal, inspector }: VideoSource): Promise<Inspection | undefined> {
  const picked = new File([picture], file.name)
  return within(signal, (limit) => inspector.inspect(picked, { digest: null, signal: limit, onProgress: () => {} }))
}

/** Undefined if the work fails, takes too long, or is no longer wanted. */
async function within<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const { promise: late, reject } = Promise.withResolvers<never>()
  limit.addEventListener('abort', reject, { once: true })
  try {
    limit.throwIfAborted()
    return await Promise.race([work(limit), late])
  } catch {
    return undefined
  }
}
