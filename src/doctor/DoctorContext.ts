import { callBackend, type CallTerms } from '../runner/calls/callBackend.js'
import type { Json } from '../contract/json.js'
import type { TicketRequest, UploadBackend } from '../contract/backend.js'
import type { DiagnoseOptions } from './options.js'
import type { DoctorPorts, PolicyViolation, ProbeInspector } from './ports.js'
import type { Report } from './report/Report.js'

/** What all checks of one diagnosis share. */
export interface DoctorContext {
  readonly backend: UploadBackend
  readonly options: DiagnoseOptions
  readonly ports: DoctorPorts
  readonly report: Report
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly violations: readonly PolicyViolation[]
  readonly inspector: ProbeInspector
}

/** The test file, and what the backend is told about it. */
export interface Probe {
  readonly file: File
  readonly request: TicketRequest
  readonly idempotencyKey: string
}

/** A ticket that was issued for the probe and has to be abandoned, unless the probe is registered. */
export interface OpenTicket {
  readonly reference: Json
  readonly isMultipart: boolean
}

/** Calls the backend once. Ends on time-out or abort even if the adapter ignores the signal. */
export function call<TAnswer>(
  { ports, signal, timeoutMs }: DoctorContext,
  idempotencyKey: string,
  make: CallTerms<TAnswer>['make'],
  onLate: (late: TAnswer) => void = () => undefined,
): Promise<TAnswer> {
  const backend = { answerWithinMs: timeoutMs }
  return callBackend(ports.clock, { backend, signal, attempt: 1, idempotencyKey, make, onLate })
}

/** A signal for requests that have no time-out of their own. */
export function withTimeout({ signal, timeoutMs }: DoctorContext): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
}
