import type { Metadata, UploadBackend } from '../../core/types.js'
import type { Diagnosis } from '../../doctor/diagnosis.js'

/** What the doctor is told beside the backend. */
export interface DoctorOptions {
  /** The failed upload's; empty where no upload is meant. */
  readonly metadata: Metadata
  /** The provider's. */
  readonly createWorker?: () => Worker
  /** The provider's. */
  readonly allowedOrigins?: readonly string[]
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal
}

/** Examines the set-up of a backend: `diagnose` of `coatcheck/doctor`. */
export type Doctor = (backend: UploadBackend, options: DoctorOptions) => Promise<Diagnosis>
