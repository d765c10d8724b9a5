import type { Receipt, StorageRefusal } from '../backend.js'
import type { PutTicket, PostTicket } from '../ticket.js'

/** Sends files to storage. Each call makes one request. */
export interface Transport {
  /** Rejects only with an AbortError. Everything that storage or the network does is an outcome. */
  send(request: SendRequest, context: SendContext): Promise<SendOutcome>
}

export type SendRequest = (PutTicket | PostTicket) & {
  readonly body: Blob
  /** bytes of the body, if they are known: reading a file's size makes the browser access the disk */
  readonly sizeBytes?: number
  /** The file name in a form POST. */
  readonly fileName: string
}

export interface SendContext {
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
  /**
   * Called if a service worker controls the page. Until progress is reported, bytes may be sent without notice, and
   * aborting the request may not stop them.
   */
  readonly onUnseen?: () => void
}

export type SendOutcome =
  /** `wasUnseen`: a service worker hid the progress. */
  | { readonly kind: 'stored'; readonly receipt: Receipt; readonly wasUnseen?: true }
  /** Storage refused. `wasRepeated`: the browser had sent the request once before, with an unknown outcome. */
  | {
      readonly kind: 'refused'
      readonly refusal: StorageRefusal
      readonly retryAfterSeconds?: number
      readonly wasRepeated?: true
    }
  /** The outcome is unknown: storage may have the bytes or not. */
  | {
      readonly kind: 'no-answer'
      readonly reason: NoAnswerReason
      readonly sentBytes: number
      /** Storage may have refused before it had read the whole body, with an answer that this browser hides. */
      readonly mayBeRefused?: boolean
    }
  /** The ticket cannot be used as it is (two Content-Types, no '@file'): nothing was sent. */
  | { readonly kind: 'unusable'; readonly why: string }

export type NoAnswerReason =
  /** The connection broke, or the browser gives no reason. */
  | 'network'
  /** There was no progress for too long. */
  | 'stalled'
  /** All bytes were sent, but there was no answer. */
  | 'silent'
  /** A content policy, CORS or another rule forbade the request before any byte was sent. */
  | 'blocked'
  /** A redirect led to another origin. */
  | 'redirected'
  /** A 2xx with a body that is not from storage. */
  | 'not-storage'
