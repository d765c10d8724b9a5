/** A fault of one request to storage. Byte counts refer to the request's body. */
export type StorageFault =
  /** The proxy reads the body and answers instead of storage, with an S3 error unless there is a `body`. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The proxy answers before it reads the body, and closes the connection while bytes are in transit. */
  | {
      readonly kind: 'refuse-unread'
      readonly status: number
      readonly code: string
      readonly message?: string
      /** The delay before the answer, while buffers fill. */
      readonly afterMs: number
    }
  /** The connection is reset (RST) after this many bytes; 0: before storage receives anything. */
  | { readonly kind: 'reset'; readonly atByte: number }
  /** Storage receives everything and answers, and then the connection is reset. */
  | { readonly kind: 'reset-after' }
  /** No more bytes are read after this position. */
  | { readonly kind: 'stall'; readonly atByte: number }
  /** Storage receives everything, but its answer never arrives. */
  | { readonly kind: 'hang' }
  /** Storage receives everything, but its answer is cut off. */
  | { readonly kind: 'truncate' }
  /** Storage's answer lacks these headers. */
  | { readonly kind: 'strip'; readonly headers: readonly string[] }
  /** One bit of the body is flipped. */
  | { readonly kind: 'flip'; readonly atByte: number }
  /** Request headers are changed; null removes one. */
  | { readonly kind: 'rewrite'; readonly headers: Readonly<Record<string, string | null>> }
  /** A 307 to another URL. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The body is read at this rate, until the promise resolves if there is one. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly until?: Promise<unknown> }
