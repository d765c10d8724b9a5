import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { HashingKind } from '../../inspect.messages.js'

/** Computes one digest after another. */
export interface Hasher {
  /** Starts a new digest. */
  reset(): void
  update(bytes: Uint8Array): void
  digest(): Uint8Array
}

/** `wasm` is compiled, and only there if the page has sent it. */
export type CreateHasher = (algorithm: DigestAlgorithm, wasm?: WebAssembly.Module) => Promise<Hasher>

/** How digests are computed in one place. */
export interface Hashing {
  readonly kind: HashingKind
  readonly createHasher: CreateHasher
}
