import type { Inspection } from '../contract/ports/inspector.js'
import type { DigestAlgorithm } from '../contract/fileFacts.js'

/** Raised whenever a message changes: a copied worker file of an older release must not be taken for this one. */
export const protocolVersion = 4

/** What the page says. */
export type InspectRequest =
  /** Are you there? The answer is `ready`. */
  | { readonly kind: 'hello' }
  | {
      readonly kind: 'inspect'
      readonly id: number
      readonly file: Blob
      /** As it was picked. */
      readonly sizeBytes: number
      readonly digest: DigestAlgorithm | null
      /** Nothing but the digest is wanted. */
      readonly digestOnly: boolean
      /** A worker ended over the picture before: its facts are left out. */
      readonly withoutPicture: boolean
    }
  | { readonly kind: 'cancel'; readonly id: number }

/** What the worker answers. Each `inspect` ends with exactly one of `inspected`, `failed` and `cancelled`. */
export type InspectReply =
  | { readonly kind: 'ready'; readonly version: number }
  /** Said as soon as there is work, and again and again as long as there is. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'picture'; readonly id: number; readonly state: PictureState }
  | { readonly kind: 'progress'; readonly id: number; readonly inspectedBytes: number }
  | { readonly kind: 'inspected'; readonly id: number; readonly inspection: Inspection }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: FailureData }
  | { readonly kind: 'cancelled'; readonly id: number }

type InspectEnd = Extract<InspectReply, { readonly kind: 'inspected' | 'failed' | 'cancelled' }>

/** Whether nothing more is said of a file. */
export function isEnd(reply: InspectReply): reply is InspectEnd {
  return reply.kind === 'inspected' || reply.kind === 'failed' || reply.kind === 'cancelled'
}

/** A decode began, came to an end, or was given up and still goes on: then this worker had better be replaced. */
export type PictureState = 'begun' | 'ended' | 'stuck'

/** The ways in which an inspection fails. */
export type FailureCode = 'file-changed' | 'file-missing' | 'file-unreadable' | 'inspection-failed'

/** An error as data: what can be cloned, and nothing else. */
export interface FailureData {
  readonly code: FailureCode
  readonly cause: { readonly name: string; readonly message: string }
}
