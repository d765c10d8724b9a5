/** An error as the contract describes it. */
export interface WireError {
  readonly status: number
  readonly code?: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

export interface WireFile {
  readonly id: string
  readonly name?: string | null
  readonly url?: string | null
  readonly type?: string | null
  readonly size?: number | null
  readonly width?: number | null
  readonly height?: number | null
  readonly alt?: string | null
  readonly metadata?: Readonly<Record<string, unknown>> | null
}

/** How the bytes are sent. */
export type SendTicket = PutTicket | PostTicket

export interface PutTicket {
  readonly kind: 'put'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly reference: unknown
  readonly expiresInSeconds?: number | null
}

export interface PostTicket {
  readonly kind: 'post'
  readonly url: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly reference: unknown
  readonly expiresInSeconds?: number | null
}

export interface MultipartTicket {
  readonly kind: 'multipart'
  readonly partSizeBytes: number
  readonly reference: unknown
  readonly partDigest?: 'md5' | 'sha-256' | null
}

export interface Failed {
  readonly kind: 'failed'
  readonly error: WireError
}

export type TicketAnswer =
  | SendTicket
  | MultipartTicket
  | { readonly kind: 'existing'; readonly file: WireFile }
  | { readonly kind: 'stored'; readonly reference: unknown }
  | Failed

export type ConfirmAnswer = { readonly kind: 'confirmed'; readonly file: WireFile } | Failed

export interface FilePage {
  readonly files: readonly WireFile[]
  readonly nextCursor: string | null
}

export interface SignedPart {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | null
}

export type PartsListing =
  | {
      readonly kind: 'open'
      readonly parts: readonly { readonly number: number; readonly size: number; readonly etag: string }[]
    }
  | { readonly kind: 'completed'; readonly receipt: Receipt }
  | { readonly kind: 'gone' }

export interface Receipt {
  readonly status: number
  readonly etag: string | null
}

/** The answers of docs/rest.openapi.yaml, by the names of its schemas. */
export interface AnswerBodies {
  readonly TicketsAnswer: { readonly tickets: readonly TicketAnswer[] }
  readonly ConfirmAnswer: { readonly files: readonly ConfirmAnswer[] }
  readonly FilePage: FilePage
  readonly FileAnswer: { readonly file: WireFile }
  readonly SignPartsAnswer: { readonly parts: readonly SignedPart[] }
  readonly PartsListing: PartsListing
  readonly CompleteAnswer: { readonly receipt: Receipt }
  readonly Problem: { readonly error: WireError }
}
