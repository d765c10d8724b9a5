import type { Inspection } from '../../contract/ports/inspector.js'
import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import type { PictureState } from '../inspect.messages.js'
import { smallFileBytes } from '../limits.js'
import { readStart } from '../probe.js'
import { hashFile } from './hash/hashFile.js'
import type { HasherPool } from './hash/HasherPool.js'
import type { StartReader } from './hash/read/startReader.js'
import { type ImageReading, type ImageSource, readImage } from './image/readImage.js'
import { explainReadFailure, InspectionFailure } from './InspectionFailure.js'
import type { Mutex } from './mutex.js'
import { sniffType } from './sniff/sniffType.js'
import type { YieldToEventLoop } from './yieldToEventLoop.js'

/** Enough for every signature, and for the header of nearly every picture. */
const headBytes = 64 * 1024

/** What a worker, or the page in its place, uses for all its files. */
export interface InspectTools {
  readonly hashers: HasherPool
  /** Starts another thread that reads. Left out on the page, which cannot be started once more. */
  readonly startReader?: StartReader | undefined
  readonly yieldToEventLoop: YieldToEventLoop
  /** Lets one decode run at a time, because a large picture takes 200 MB. */
  readonly decoding: Mutex
}

export interface InspectFileOptions {
  /** The size when it was picked. A file of another size has changed. Default: the size that it has now. */
  readonly sizeBytes?: number
  readonly digest: DigestAlgorithm | null
  /** Nothing but the digest is wanted. */
  readonly digestOnly?: boolean
  readonly signal: AbortSignal
  readonly onProgress: (inspectedBytes: number) => void
  /** Leaves out all that is told of a picture. */
  readonly withoutPicture?: boolean
  readonly onPicture?: (state: PictureState) => void
}

/** All facts about one file. Rejects with an {@link InspectionFailure}, or with the signal's reason. */
export async function inspectFile(file: Blob, options: InspectFileOptions, tools: InspectTools): Promise<Inspection> {
  const { sizeBytes = file.size, signal, onPicture = () => undefined } = options
  const isSmall = sizeBytes <= smallFileBytes
  const head = await readHead(file, isSmall ? sizeBytes : headBytes, sizeBytes)
  signal.throwIfAborted()
  const sniffedType = options.digestOnly ? undefined : sniffType(head)
  // Browsers decode formats that have no signature here.
  const type = sniffedType ?? (options.digestOnly ? '' : file.type)
  const [digest, reading] = await both(
    options.digest &&
      hashFile(file, isSmall ? head : null, { ...options, ...tools, sizeBytes, algorithm: options.digest }),
    type.startsWith('image/') && !options.withoutPicture
      ? readImageQuietly({ file, sizeBytes, head, type, signal, decoding: tools.decoding, onPicture })
      : {},
  )
  const hashed = digest && { digest, ...(tools.hashers.kind === 'script' && { isHashedInScript: true }) }
  return { ...hashed, ...(sniffedType && { sniffedType }), ...reading }
}

async function readHead(file: Blob, length: number, sizeBytes: number): Promise<Uint8Array> {
  const bytes = await readStart(file, length, sizeBytes).catch(async (error: unknown) => {
    throw await explainReadFailure(file, error)
  })
  if (bytes.length === length) return bytes
  throw new InspectionFailure('file-changed', new Error('The file has another length.'))
}

/** A picture that cannot be read is uploaded like any other file. */
async function readImageQuietly(source: ImageSource): Promise<ImageReading> {
  try {
    return await readImage(source)
  } catch {
    source.signal.throwIfAborted()
    return {}
  }
}

/** Like `Promise.all`, but waits for both before it rejects, so that nothing goes on unseen. */
async function both<A, B>(first: A | Promise<A>, second: B | Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value]
}
