import type { UploadBackend } from '../../../contract/backend.js'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import type { DiagnoseOptions } from '../../../doctor/options.js'

/**
 * What the doctor gets besides the backend: the `metadata` of the failed upload, or none if it was not opened from a row;
 * the provider's `createWorker` and `allowedOrigins`; and a `signal` that is aborted when the dialog is closed.
 */
export type DoctorOptions = Required<Pick<DiagnoseOptions, 'metadata' | 'signal'>> &
  Pick<DiagnoseOptions, 'createWorker' | 'allowedOrigins'>

/** Checks the set-up of a backend: `diagnose` from `coatcheck/doctor`. */
export type Doctor = (backend: UploadBackend, options: DoctorOptions) => Promise<Diagnosis>
