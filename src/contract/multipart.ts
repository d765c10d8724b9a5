import type { Json } from './json.js'
import type { Digest } from './fileFacts.js'
import type { CallContext, Receipt } from './backend.js'

/** A backend's side of S3's multipart upload. */
export interface MultipartCalls {
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
  /** Repeatable: a completed upload answers with its receipt. An etag is null where CORS hid it. */
  complete(
    reference: Json,
    parts: readonly { readonly number: number; readonly etag: string | null }[],
    context: CallContext,
  ): Promise<Receipt>
  abort(reference: Json, context: CallContext): Promise<void>
}
