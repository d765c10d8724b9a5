import type { Clock } from '../contract/ports/page.js'
import type { Inspection } from '../contract/ports/inspector.js'
import type { Transport } from '../contract/ports/transport.js'
import type { DigestAlgorithm } from '../contract/fileFacts.js'

/** What the doctor needs from outside. The entry fills it in for browsers; a test hands in plain objects. */
export interface DoctorPorts {
  readonly clock: Clock
  readonly transport: Transport
  readonly page: ExaminedPage
  readonly openInspection: (createWorker: (() => Worker) | undefined) => ProbeInspection
  readonly createId: () => string
}

/** An inspector that knows nothing of what the page has tried before. */
export interface ProbeInspection {
  inspect(file: File, digest: DigestAlgorithm | null, signal: AbortSignal): Promise<Inspection>
  /** Where it worked; null before. */
  readonly engine: 'worker' | 'blob' | 'main' | null
  /** The app's own worker was tried, and did not start. */
  readonly hasOwnWorkerFailed: boolean
  end(): void
}

/** What a content policy forbade. The URL it was about is not kept: it may hold a signature. */
export interface PolicyViolation {
  readonly directive: string
  /** null: it was not about a URL */
  readonly origin: string | null
}

/** The page that the doctor is called on. */
export interface ExaminedPage {
  readonly origin: string
  readonly isHttps: boolean
  /** As browsers mean it: https, or this machine. */
  readonly isSecure: boolean
  /** The path of the service worker's script that controls it; null where none does. */
  readServiceWorker(): string | null
  isOnline(): boolean
  /** Grows while `signal` has not fired. */
  watchPolicy(signal: AbortSignal): readonly PolicyViolation[]
  /** What the browser lets the page know of the answer. Rejects only when `signal` has fired. */
  ask(question: Question, signal: AbortSignal): Promise<Reply>
  /** Milliseconds since the epoch, by the clock of the server that the page is from; null where it does not say. */
  readServerDate(signal: AbortSignal): Promise<number | null>
}

/** Nothing is told of an answer that CORS hides, or that never came. */
export type Reply = 'answered' | 'redirected' | 'nothing'

/** A request without a file, a credential or a header. */
export interface Question {
  readonly url: string
  readonly method: 'GET' | 'PUT' | 'POST'
  /** With false it is enough that anybody answers, whatever CORS says. */
  readonly isReadable: boolean
}
