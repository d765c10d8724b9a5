import type { BackendCalls } from '../runner/callBackend.js'
import type { Json } from '../contract/json.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { TicketRequest, UploadBackend } from '../contract/backend.js'
import type { Chart } from './chart.js'
import type { DiagnoseOptions } from './options.js'
import type { DoctorPorts, PolicyViolation, ProbeInspection } from './ports.js'

/** What the checks of one examination share. */
export interface Visit {
  readonly backend: UploadBackend
  readonly options: DiagnoseOptions
  readonly ports: DoctorPorts
  readonly chart: Chart
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly violations: readonly PolicyViolation[]
  readonly inspection: ProbeInspection
  readonly calls: BackendCalls<StoredFile>
}

/** The probe as the backend is told of it. */
export interface Probe {
  readonly file: File
  readonly request: TicketRequest
  readonly idempotencyKey: string
}

/** A ticket that has to be given back. */
export interface Claim {
  readonly reference: Json
  readonly isMultipart: boolean
}

/** One call to the backend, in time, abortable whether the adapter heeds the signal or not. */
export function call<TAnswer>(
  { calls, signal, timeoutMs }: Visit,
  idempotencyKey: string,
  make: Parameters<typeof calls.run<TAnswer>>[0]['make'],
  onLate: (late: TAnswer) => void = () => undefined,
): Promise<TAnswer> {
  return calls.run({
    call: null,
    backend: { answerWithinMs: timeoutMs },
    uploadIds: [],
    signal,
    attempt: 1,
    idempotencyKey,
    make,
    onLate,
  })
}

/** A time-out for what has none of its own. */
export function limit({ signal, timeoutMs }: Visit): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
}
