import type { Json } from './json.js'
import type { DigestAlgorithm } from './fileFacts.js'
import type { StoredFile } from './storedFile.js'

interface TicketTerms {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly reference?: Json
  /** seconds, counted from the arrival of the answer */
  readonly expiresInSeconds?: number
  /** Whether storage accepts the URL only once. */
  readonly singleUse?: boolean
}

/** Send the bytes with PUT, with exactly these headers. */
export interface PutTicket extends TicketTerms {
  readonly kind: 'put'
}

/** Send the bytes as a form. One field's value is '@file'. */
export interface PostTicket extends TicketTerms {
  readonly kind: 'post'
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** Send the bytes in parts, through the backend's `multipart` calls. */
export interface MultipartTicket {
  readonly kind: 'multipart'
  /** bytes; adjusted to S3's limits of 10 000 parts of 5 MiB to 5 GiB */
  readonly partSizeBytes: number
  readonly reference: Json
  /**
   * The digest of each part that `signParts` gets to sign; null for none.
   * @default the backend's `digest`
   */
  readonly partDigest?: DigestAlgorithm | null
}

/**
 * The backend's answer to a request for a ticket. `reference` names the ticket at the backend (a key, an upload id):
 * JSON without a URL, header, field or token. `confirm` gets it, and recovery keeps nothing else of a ticket.
 */
export type TicketAnswer<TFile extends StoredFile = StoredFile> =
  /** The backend has a record with the same bytes, metadata and, if it keeps names, name: nothing is sent. */
  | { readonly kind: 'existing'; readonly file: TFile }
  /**
   * Storage has the bytes, but they are not confirmed yet: they are from an earlier attempt, or a record with equal bytes has
   * another name or other metadata. In the second case confirm creates a second record for the same object.
   */
  | { readonly kind: 'stored'; readonly reference: Json }
  | PutTicket
  | PostTicket
  | MultipartTicket
