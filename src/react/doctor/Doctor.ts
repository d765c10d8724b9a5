import type { Metadata } from '../../core/types.js'
import type { Diagnosis } from '../../doctor/diagnosis.js'

/** What the doctor is told of the upload that it is asked about. */
export interface DoctorCall {
  /** The failed upload's; empty where no upload is meant. */
  readonly metadata: Metadata
  /** The provider's. */
  readonly createWorker?: () => Worker
  /** The provider's. */
  readonly allowedOrigins?: readonly string[]
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal
}

/** Examines the set-up: `diagnose` of `coatcheck/doctor`, called with a backend. */
export type Doctor = (call: DoctorCall) => Promise<Diagnosis>
