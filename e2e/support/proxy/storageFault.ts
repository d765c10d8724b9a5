/** What goes wrong with one request on its way to storage or back. Bytes are counted in the request's body. */
export type StorageFault =
  /** Somebody answers for storage, once the body is read. Without a body of its own: an error as S3 says it. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** Refused before the body is read, and closed: what of the body is on its way finds nobody there. */
  | {
      readonly kind: 'refuse-unread'
      readonly status: number
      readonly code: string
      readonly message?: string
      /** How long storage thinks first, while buffers fill. */
      readonly afterMs: number
    }
  /** The connection is reset (RST) after so many bytes; 0: before storage hears of it. */
  | { readonly kind: 'reset'; readonly atByte: number }
  /** Storage gets all of it and answers, and then the connection is reset. */
  | { readonly kind: 'reset-after' }
  /** Not one byte more is taken. */
  | { readonly kind: 'stall'; readonly atByte: number }
  /** Storage gets all of it; its answer never arrives. */
  | { readonly kind: 'hang' }
  /** Storage gets all of it; its answer ends in the middle. */
  | { readonly kind: 'truncate' }
  /** Storage's answer comes without these headers. */
  | { readonly kind: 'strip'; readonly headers: readonly string[] }
  /** One bit of the body arrives changed. */
  | { readonly kind: 'flip'; readonly atByte: number }
  /** Request headers arrive changed; null: not at all. */
  | { readonly kind: 'rewrite'; readonly headers: Readonly<Record<string, string | null>> }
  /** 307 to another place. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The body is taken at this rate. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
