import type { UploadBackend } from '../../../contract/backend.js'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import type { DiagnoseOptions } from '../../../doctor/options.js'

/**
 * What the doctor is told beside the backend: `metadata` is the failed upload's, empty where no upload is meant;
 * `createWorker` and `allowedOrigins` are the provider's; `signal` fires when nobody waits any more.
 */
export type DoctorOptions = Required<Pick<DiagnoseOptions, 'metadata' | 'signal'>> &
  Pick<DiagnoseOptions, 'createWorker' | 'allowedOrigins'>

/** Examines the set-up of a backend: `diagnose` of `coatcheck/doctor`. */
export type Doctor = (backend: UploadBackend, options: DoctorOptions) => Promise<Diagnosis>
