import type { Json } from './json.js'
import type { Digest } from './fileFacts.js'
import type { CallContext, Receipt } from './backend.js'

/** The calls for S3's multipart upload. */
export interface MultipartCalls {
  /** Returns a URL for each part, in the same order. */
  signParts(
    reference: Json,
    parts: readonly { readonly number: number; readonly size: number; readonly digest?: Digest }[],
    context: CallContext,
  ): Promise<
    readonly {
      readonly url: string
      readonly headers?: Readonly<Record<string, string>>
      readonly expiresInSeconds?: number
    }[]
  >
  /** Returns which parts storage has. */
  listParts(
    reference: Json,
    context: CallContext,
  ): Promise<
    | {
        readonly kind: 'open'
        readonly parts: readonly { readonly number: number; readonly size: number; readonly etag: string }[]
      }
    | { readonly kind: 'completed'; readonly receipt: Receipt }
    | { readonly kind: 'gone' }
  >
  /** Joins the parts. May be repeated: a completed upload returns its receipt. An ETag is null if CORS hides it. */
  complete(
    reference: Json,
    parts: readonly { readonly number: number; readonly etag: string | null }[],
    context: CallContext,
  ): Promise<Receipt>
  /** Discards the parts. */
  abort(reference: Json, context: CallContext): Promise<void>
}
