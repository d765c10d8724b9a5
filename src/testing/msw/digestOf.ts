import type { Digest, DigestAlgorithm } from '../../contract/fileFacts.js'
import { describeDigest } from '../../inspect/worker/hash/describeDigest.js'
import { createScriptHasher } from '../../inspect/worker/hash/scriptHasher.js'

/** Computes the real digest of what was sent. */
export async function digestOf(body: Blob, algorithm: DigestAlgorithm): Promise<Digest> {
  const hasher = await createScriptHasher(algorithm)
  hasher.update(new Uint8Array(await body.arrayBuffer()))
  return describeDigest(algorithm, hasher.digest())
}
