import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { HashingKind } from '../../inspect.messages.js'
import type { Hasher, Hashing } from './hasher.js'
import { compileWasm } from './wasmHasher.js'

/** Keeps hashers for reuse, because making one takes longer than hashing a small file. */
export class HasherPool {
  readonly kind: HashingKind
  readonly #hashing: Hashing
  readonly #free: Record<DigestAlgorithm, Hasher[]> = { md5: [], 'sha-256': [] }
  readonly #wasm: Map<DigestAlgorithm, Promise<WebAssembly.Module>> = new Map()

  constructor(hashing: Hashing) {
    this.kind = hashing.kind
    this.#hashing = hashing
  }

  /** Takes in the module that computes digests of this algorithm. */
  addWasm(algorithm: DigestAlgorithm, shipped: string): void {
    const compiling = compileWasm(shipped)
    // Whoever acquires a hasher gets the error. Until then it must not count as unhandled, which would end the worker.
    compiling.catch(() => undefined)
    this.#wasm.set(algorithm, compiling)
  }

  async acquire(algorithm: DigestAlgorithm): Promise<Hasher> {
    const hasher =
      this.#free[algorithm].pop() ?? (await this.#hashing.createHasher(algorithm, await this.#wasm.get(algorithm)))
    hasher.reset()
    return hasher
  }

  /** Only for a hasher that was acquired for the same algorithm, and after its digest was taken. */
  release(algorithm: DigestAlgorithm, hasher: Hasher): void {
    this.#free[algorithm].push(hasher)
  }
}
