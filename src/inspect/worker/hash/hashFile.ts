import type { Digest, DigestAlgorithm } from '../../../contract/fileFacts.js'
import { explainReadFailure, InspectionFailure } from '../InspectionFailure.js'
import { describeDigest } from './describeDigest.js'
import { hashBytes, type HashInterrupts } from './hashBytes.js'
import type { Hasher } from './hasher.js'
import type { HasherPool } from './HasherPool.js'
import { readChunks } from './read/readChunks.js'
import type { StartReader } from './read/startReader.js'

export interface HashOptions extends HashInterrupts {
  readonly algorithm: DigestAlgorithm
  /** As the file was picked. */
  readonly sizeBytes: number
  readonly hashers: HasherPool
  /** For large files. Left out: one thread reads and hashes. */
  readonly startReader?: StartReader | undefined
  readonly onProgress: (hashedBytes: number) => void
}

/** The digest of a file, or of its bytes where they are in memory already. */
export async function hashFile(file: Blob, bytes: Uint8Array | null, options: HashOptions): Promise<Digest> {
  const { algorithm, hashers } = options
  const hasher = await hashers.acquire(algorithm)
  if (bytes) await hashBytes(hasher, bytes, options)
  else await hashStream(file, hasher, options)
  const digest = describeDigest(algorithm, hasher.digest())
  hashers.release(algorithm, hasher)
  return digest
}

async function hashStream(file: Blob, hasher: Hasher, options: HashOptions): Promise<void> {
  let hashedBytes = 0
  const take = async (chunk: Uint8Array): Promise<void> => {
    await hashBytes(hasher, chunk, options)
    hashedBytes += chunk.length
    options.onProgress(hashedBytes)
  }
  try {
    await readChunks(file, take, options.startReader)
  } catch (error) {
    options.signal.throwIfAborted()
    throw await explainReadFailure(file, error)
  }
  // Some browsers read what a changed file holds now, up to its new end, without an error.
  if (hashedBytes !== options.sizeBytes)
    throw new InspectionFailure('file-changed', new Error('The file has another length.'))
}
