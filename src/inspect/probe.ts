import type { FileCondition } from '../contract/ports/inspector.js'
import { readLimitMs } from './limits.js'
import { limitTime, TimeLimitError } from '../shared/loading/limitTime.js'

/**
 * Reads the first bytes of a file, all of them if there are no more. If all are wanted, it reads the file itself
 * instead of a slice: Chromium takes a deleted file for an empty one, and never looks up a slice without bytes on the
 * disk.
 */
export async function readStart(file: Blob, length: number, sizeBytes: number = file.size): Promise<Uint8Array> {
  const start = length < sizeBytes ? file.slice(0, length) : file
  return new Uint8Array(await limitTime(start.arrayBuffer(), readLimitMs))
}

/**
 * Finds out whether a file can still be read as it was picked. One byte is enough, because browsers compare the
 * modification time on every read. Call it in a worker: a slice needs the file's size, and for that the browser blocks
 * the thread until the disk has answered.
 */
export async function probe(file: Blob): Promise<FileCondition> {
  const refusal = await findReadError(file)
  if (refusal === null) return 'readable'
  return refusal === 'NotFoundError' ? 'missing' : 'changed'
}

/**
 * Reads the first byte and returns the name of the error, null if there is none or the medium does not answer in time.
 */
export async function findReadError(file: Blob): Promise<string | null> {
  try {
    await readStart(file, 1)
    return null
  } catch (error) {
    // A slow medium says nothing against the file.
    if (error instanceof TimeLimitError) return null
    return error instanceof DOMException ? error.name : 'UnknownError'
  }
}
