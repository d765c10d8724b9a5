import type { FileCondition } from '../../contract/ports/inspector.js'
import { InspectionFailure } from './InspectionFailure.js'
import { readLimitMs } from '../limits.js'
import { limitTime, TimeLimitError } from '../limitTime.js'

/**
 * The first bytes of a file, all of them if there are no more. Then the file itself is read, not a slice of it: a
 * deleted file passes for an empty one in Chromium, and a slice without bytes is never looked up on the disk.
 */
export async function readStart(file: Blob, length: number, sizeBytes: number = file.size): Promise<Uint8Array> {
  const start = length < sizeBytes ? file.slice(0, length) : file
  return new Uint8Array(await limitTime(start.arrayBuffer(), readLimitMs))
}

/**
 * Can the file still be read as it was picked? Browsers check its modification time even for a single byte. A medium that
 * does not answer says nothing against the file.
 */
export async function probe(file: Blob): Promise<FileCondition> {
  const refusal = await tryFirstByte(file)
  if (refusal === null) return 'readable'
  return refusal === 'NotFoundError' ? 'missing' : 'changed'
}

/**
 * Why a file's bytes could not be read. The error of a broken stream does not tell (it is a plain TypeError in some
 * browsers), so the file is asked once more; one that answers well was not changed: the medium failed.
 */
export async function explainReadFailure(file: Blob, cause: unknown): Promise<InspectionFailure> {
  // Asked once more, a medium that gives no answer would not give one either.
  if (cause instanceof TimeLimitError) return new InspectionFailure('file-unreadable', cause)
  const refusal = await tryFirstByte(file)
  if (refusal === 'NotFoundError') return new InspectionFailure('file-missing', cause)
  if (refusal === 'NotReadableError') return new InspectionFailure('file-changed', cause)
  return new InspectionFailure('file-unreadable', cause)
}

/** The name of the error that reading the first byte gives, null if there is none. */
async function tryFirstByte(file: Blob): Promise<string | null> {
  try {
    await readStart(file, 1)
    return null
  } catch (error) {
    if (error instanceof TimeLimitError) return null
    return error instanceof DOMException ? error.name : 'UnknownError'
  }
}
