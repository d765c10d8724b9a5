import type { Receipt, StorageRefusal } from '../backend.js'
import type { PutTicket, PostTicket } from '../ticket.js'

/** Carries bytes to storage: one request, one attempt. */
export interface Transport {
  /** Rejects only with an AbortError; whatever storage or the network did is an outcome. */
  send(request: SendRequest, context: SendContext): Promise<SendOutcome>
}

export type SendRequest = (PutTicket | PostTicket) & {
  readonly body: Blob
  /** bytes of the body, where they are known: for a file's size, a browser goes to the disk */
  readonly sizeBytes?: number
  /** Sent with a form's file part. */
  readonly fileName: string
}

export interface SendContext {
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
  /**
   * A service worker stands between: until the first progress is told, bytes may be on their way unseen, and ending the
   * request need not end the transfer.
   */
  readonly onUnseen?: () => void
}

export type SendOutcome =
  /** `wasUnseen`: a service worker hid the progress. */
  | { readonly kind: 'stored'; readonly receipt: Receipt; readonly wasUnseen?: true }
  /** Storage said no. `wasRepeated`: the browser had sent the request before, and did not show the outcome. */
  | {
      readonly kind: 'refused'
      readonly refusal: StorageRefusal
      readonly retryAfterSeconds?: number
      readonly wasRepeated?: true
    }
  /** Nobody knows: storage may have the bytes, or not. */
  | {
      readonly kind: 'no-answer'
      readonly reason: NoAnswerReason
      readonly sentBytes: number
      /** Storage may have refused the body before it had read all of it; this browser does not show such an answer. */
      readonly mayBeRefused?: boolean
    }
  /** The ticket cannot be used as it is (two Content-Types, no '@file'): nothing was sent. */
  | { readonly kind: 'unusable'; readonly why: string }

export type NoAnswerReason =
  /** The connection broke, or the browser would not say. */
  | 'network'
  /** No byte moved for too long. */
  | 'stalled'
  /** All bytes went out, no answer came. */
  | 'silent'
  /** A page's content policy, or another rule, forbade it before a byte moved. */
  | 'blocked'
  /** A redirect led to another origin. */
  | 'redirected'
  /** A 2xx with something in it that storage does not say. */
  | 'not-storage'
