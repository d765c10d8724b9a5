import { _MD5 as Md5 } from '@noble/hashes/legacy.js'
import { _SHA256 as Sha256 } from '@noble/hashes/sha2.js'
import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { Hasher } from './hasher.js'

/**
 * The kind that runs everywhere, at a fifth of the speed. Not `crypto.subtle`: that wants the whole file in memory,
 * knows no MD5 and is missing on plain http.
 */
export async function createScriptHasher(algorithm: DigestAlgorithm): Promise<Hasher> {
  // The classes behind `md5` and `sha256`, which alone bring a tenth of the worker's own weight of wrappers with them.
  const Hash = algorithm === 'md5' ? Md5 : Sha256
  let hash = new Hash()
  return {
    isScript: true,
    reset: () => void (hash = new Hash()),
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
  }
}
