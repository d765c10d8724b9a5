import type { Json } from './json.js'
import type { DigestAlgorithm } from './fileFacts.js'
import type { StoredFile } from './storedFile.js'

interface TicketTerms {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly reference?: Json
  /** seconds from the moment the answer arrived */
  readonly expiresInSeconds?: number
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
  /** bytes; raised where S3's limits ask for it: 10 000 parts of 5 MiB to 5 GiB */
  readonly partSizeBytes: number
  readonly reference: Json
  /**
   * The digest that `signParts` gets of each part, so that it can be signed; null: none.
   * @default the backend's `digest`
   */
  readonly partDigest?: DigestAlgorithm | null
}

/**
 * The backend's answer to a request for a ticket. `reference` names the ticket at the backend (a key, an upload id):
 * structured-cloneable, no URL, header, field or token. It is what `confirm` gets, and all that recovery keeps.
 */
export type TicketAnswer<TFile extends StoredFile = StoredFile> =
  /** The backend has a record with the same bytes, metadata and, if it keeps names, name: nothing is sent. */
  | { readonly kind: 'existing'; readonly file: TFile }
  /**
   * Storage has the bytes, but confirm is still due: they come from an earlier try, or a record with equal bytes has
   * another name or other metadata. In the second case confirm creates a second record for the same object.
   */
  | { readonly kind: 'stored'; readonly reference: Json }
  | PutTicket
  | PostTicket
  | MultipartTicket
