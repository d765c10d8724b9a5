import type { Clock } from '../contract/ports/page.js'
import type { Inspection } from '../contract/ports/inspector.js'
import type { Transport } from '../contract/ports/transport.js'
import type { DigestAlgorithm } from '../contract/fileFacts.js'

/** What the checks need from their surroundings. `diagnoseInBrowser` connects them to the browser, tests to plain objects. */
export interface DoctorPorts {
  readonly clock: Clock
  readonly transport: Transport
  readonly page: DoctorPage
  readonly createInspector: (createWorker: (() => Worker) | undefined) => ProbeInspector
  readonly createId: () => string
}

/** Reads and hashes the probe, independently of what the page has already learned about its workers. */
export interface ProbeInspector {
  inspect(file: File, digest: DigestAlgorithm | null, signal: AbortSignal): Promise<Inspection>
  /** Where the file was read; null before the first inspection. */
  readonly engine: 'worker' | 'blob' | 'main' | null
  /** The app's own worker was tried and did not start. */
  readonly hasOwnWorkerFailed: boolean
  dispose(): void
}

/** A request or worker that the content policy blocked. Its URL is not kept, because it may hold a signature. */
export interface PolicyViolation {
  readonly directive: string
  /** null if the violation was not about a URL. */
  readonly origin: string | null
}

/** The page that the checks run on. */
export interface DoctorPage {
  readonly origin: string
  readonly isHttps: boolean
  /** A secure context: https, or the local machine. */
  readonly isSecure: boolean
  /** The path of the script of the service worker that controls the page; null if there is none. */
  readServiceWorker(): string | null
  isOnline(): boolean
  /** The returned list grows until `signal` is aborted. */
  watchPolicy(signal: AbortSignal): readonly PolicyViolation[]
  /** Reports what the browser lets the page see of the answer. Rejects only when `signal` is aborted. */
  sendTestRequest(request: TestRequest, signal: AbortSignal): Promise<TestAnswer>
  /** Milliseconds since the epoch by the clock of the page's own server; null if the server does not send the date. */
  readServerDate(signal: AbortSignal): Promise<number | null>
}

/** 'nothing' stands for an answer that CORS hides as well as for none at all: a page cannot tell them apart. */
export type TestAnswer = 'answered' | 'redirected' | 'nothing'

/** A request without a file, credentials or headers. */
export interface TestRequest {
  readonly url: string
  readonly method: 'GET' | 'PUT' | 'POST'
  /** If false, any answer counts, whether CORS lets the page read it or not. */
  readonly isReadable: boolean
}
