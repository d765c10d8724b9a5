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
  const native = findNative()?.createHash?.(algorithm === 'md5' ? 'md5' : 'sha256')
  if (native) return native
  return algorithm === 'md5' ? new Md5() : new Sha256()
}

interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NativeCrypto | undefined }
}

interface NativeCrypto {
  readonly createHash?: (algorithm: string) => Hasher
}

function findNative(): NativeCrypto | undefined {
  try {
    return (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto')
  } catch {
    return undefined
  }
}
