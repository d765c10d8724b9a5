import { createMD5, createSHA256 } from 'hash-wasm'
import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { Hasher } from './hasher.js'

/** The fast kind. Rejects where WebAssembly is missing or a content policy forbids it. */
export async function createWasmHasher(algorithm: DigestAlgorithm): Promise<Hasher> {
  const wasm = await (algorithm === 'md5' ? createMD5() : createSHA256())
  return {
    reset: () => void wasm.init(),
    update: (bytes) => void wasm.update(bytes),
    digest: () => wasm.digest('binary'),
  }
}
