import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import { createHasher } from '../../../server/uploads/confirm/createHasher.js'
import { toBase64 } from '../../../shared/bytes/base64.js'

/** A file as it is announced: an `UploadRequest` of the contract. */
export interface Announced {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly digest?: WireDigest
  readonly metadata: Readonly<Record<string, unknown>>
  readonly idempotencyKey?: string
  readonly image?: { readonly width: number; readonly height: number }
}

export interface WireDigest {
  readonly algorithm: DigestAlgorithm
  readonly base64: string
}

/** Bytes, and what is announced about them. */
export interface TestFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly announced: Announced
}

export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm): WireDigest {
  const hasher = createHasher(algorithm)
  hasher.update(bytes)
  return { algorithm, base64: toBase64(hasher.digest()) }
}

/** A name that no other file has, so that the suite can be repeated on the same server. */
export function uniqueName(): string {
  return crypto.randomUUID()
}

/** Other bytes of the same length. */
export function changeBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice()
  const last = changed.length - 1
  changed[last] = (changed[last] ?? 0) ^ 1
  return changed
}
