import { _MD5 as Md5 } from '@noble/hashes/legacy.js'
import { _SHA256 as Sha256 } from '@noble/hashes/sha2.js'
import type { DigestAlgorithm } from '../../../contract/fileFacts.js'

export interface Hasher {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}

/**
 * Hashes bytes as they come. The hashing of the runtime is five times as fast, and is asked for without an import, because
 * not every runtime has it. WebCrypto wants all bytes at once.
 */
export function createHasher(algorithm: DigestAlgorithm): Hasher {
  return createNative(algorithm) ?? (algorithm === 'md5' ? new Md5() : new Sha256())
}

interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NativeCrypto | undefined }
}

interface NativeCrypto {
  readonly createHash?: (algorithm: string) => Hasher
}

function createNative(algorithm: DigestAlgorithm): Hasher | undefined {
  try {
    const crypto = (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto')
    return crypto?.createHash?.(algorithm === 'md5' ? 'md5' : 'sha256')
  } catch {
    // Where only approved algorithms are allowed, there is no MD5.
    return undefined
  }
}
