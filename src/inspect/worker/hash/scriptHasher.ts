import { _MD5 as Md5 } from '@noble/hashes/legacy.js'
import { _SHA256 as Sha256 } from '@noble/hashes/sha2.js'
import type { CreateHasher } from './hasher.js'

/**
 * Runs everywhere, at a fifth of the speed of WASM. `crypto.subtle` is no alternative: it needs the whole file in
 * memory, knows no MD5, and is missing on plain http.
 */
export const createScriptHasher: CreateHasher = async (algorithm) => {
  // The classes themselves, because `md5` and `sha256` come with wrappers that weigh a tenth of the worker.
  const Hash = algorithm === 'md5' ? Md5 : Sha256
  let hash = new Hash()
  return {
    reset: () => void (hash = new Hash()),
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
  }
}
