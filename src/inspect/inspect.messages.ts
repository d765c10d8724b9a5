import type { FileCondition, Inspection } from '../contract/ports/inspector.js'
import type { DigestAlgorithm } from '../contract/fileFacts.js'

/**
 * Raise this whenever a message changes: apps copy the worker's file, and an old copy must not pass for this release.
 */
export const protocolVersion = 6

/** What the page sends. */
export type InspectRequest =
  /** Asks whether the worker is there. The answer is `ready`. */
  | { readonly kind: 'hello' }
  | InspectFileRequest
  | { readonly kind: 'probe'; readonly id: number; readonly file: Blob }
  | { readonly kind: 'cancel'; readonly id: number }

export interface InspectFileRequest {
  readonly kind: 'inspect'
  readonly id: number
  readonly file: Blob
  /** As it was picked. */
  readonly sizeBytes: number
  readonly digest: DigestAlgorithm | null
  /** What computes the digest in WASM. Sent with the first file of each algorithm, and kept by the worker. */
  readonly wasm?: string
  /** Nothing but the digest is wanted. */
  readonly digestOnly: boolean
  /** A worker ended while it decoded this picture, so its facts are left out. */
  readonly withoutPicture: boolean
}

/**
 * What the worker sends. Each `inspect` ends with exactly one of `inspected`, `failed` and `cancelled`, each `probe`
 * with `probed`.
 */
export type InspectReply =
  | { readonly kind: 'ready'; readonly version: number; readonly hashing: HashingKind }
  /** Sent when work begins, and at every heartbeat while there is work. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'picture'; readonly id: number; readonly state: PictureState }
  | { readonly kind: 'progress'; readonly id: number; readonly inspectedBytes: number }
  | InspectEnd
  | { readonly kind: 'probed'; readonly id: number; readonly condition: FileCondition }

/** What ends an inspection. */
export type InspectEnd =
  | { readonly kind: 'inspected'; readonly id: number; readonly inspection: Inspection }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: FailureData }
  | { readonly kind: 'cancelled'; readonly id: number }

/** Whether this is the last reply about an inspection. */
export function isEnd(reply: InspectReply): reply is InspectEnd {
  return reply.kind === 'inspected' || reply.kind === 'failed' || reply.kind === 'cancelled'
}

/** How a worker computes digests; `'none'` if it has only WASM, and a content policy forbids that. */
export type HashingKind = 'wasm' | 'script' | 'none'

/**
 * How far a decode is. `'stuck'`: it was given up but goes on, because nothing can interrupt it. Such a worker should
 * be replaced.
 */
export type PictureState = 'begun' | 'ended' | 'stuck'

/** The ways in which an inspection fails. */
export type FailureCode = 'file-changed' | 'file-missing' | 'file-unreadable' | 'inspection-failed'

/** An error as data, because not every error can be cloned. */
export interface FailureData {
  readonly code: FailureCode
  readonly cause: { readonly name: string; readonly message: string }
}
