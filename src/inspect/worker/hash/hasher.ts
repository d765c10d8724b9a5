import type { DigestAlgorithm } from '../../../contract/fileFacts.js'

/** Computes one digest after the other. */
export interface Hasher {
  /** The slow kind, for where WASM is not allowed. */
  readonly isScript?: boolean
  /** Starts anew. */
  reset(): void
  update(bytes: Uint8Array): void
  digest(): Uint8Array
}

/** Rejects where this kind of hasher cannot run. */
export type CreateHasher = (algorithm: DigestAlgorithm) => Promise<Hasher>

/** The preferred kind; once it could not be made (a content policy without WASM), the other one for good. */
export function preferHasher(preferred: CreateHasher, other: CreateHasher): CreateHasher {
  let isBlocked = false
  return async (algorithm) => {
    if (isBlocked) return other(algorithm)
    try {
      return await preferred(algorithm)
    } catch {
      isBlocked = true
      return other(algorithm)
    }
  }
}

/** Hashers for use one after the other: making one costs more than hashing a small file. */
export interface HasherPool {
  /** Whether what was taken last is of the slow kind. */
  readonly isScript: boolean
  take(algorithm: DigestAlgorithm): Promise<Hasher>
  /** Only of one that was taken with the same algorithm, and is needed no more. */
  giveBack(algorithm: DigestAlgorithm, hasher: Hasher): void
}

export function createHasherPool(create: CreateHasher): HasherPool {
  const free: Record<DigestAlgorithm, Hasher[]> = { md5: [], 'sha-256': [] }
  let isScript = false
  return {
    get isScript() {
      return isScript
    },
    async take(algorithm) {
      const hasher = free[algorithm].pop() ?? (await create(algorithm))
      hasher.reset()
      isScript = hasher.isScript ?? false
      return hasher
    },
    giveBack(algorithm, hasher) {
      free[algorithm].push(hasher)
    },
  }
}
