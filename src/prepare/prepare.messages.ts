import type { PrepareNote } from './notes.js'
import type { Plan } from './plan.js'

/**
 * How a worker answers the page's greeting, with the version of these messages: after a new deployment the page may get
 * the worker's file of another release, and an app may have named the file of another worker.
 */
export const greeting = 'prepare-1'

/** What the page asks of a worker. */
export interface PrepareRequest {
  readonly file: Blob
  /** As the browser declares it; '' if it does not know. */
  readonly type: string
  readonly plan: Plan
  /** The picture in the file, if the browser could not decode it and the app has code that can. */
  readonly pixels?: ImageBitmap
}

/** What became of a file. */
export interface PrepareResult {
  /** null: it stays as it was */
  readonly blob: Blob | null
  readonly notes: readonly PrepareNote[]
  /** It stays as it was because the browser cannot decode it, and it is a HEIC picture. */
  readonly needsHeicDecoder?: true
}

export type PrepareReply =
  | { readonly kind: typeof greeting }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: PrepareResult }
