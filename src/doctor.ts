import type { StoredFile } from './contract/storedFile.js'
import type { UploadBackend } from './contract/backend.js'
import type { DiagnoseOptions } from './doctor/options.js'
import type { Diagnosis } from './doctor/report/diagnosis.js'
import { loadChunk } from './shared/loading/loadChunk.js'

export type { DiagnoseOptions } from './doctor/options.js'
export type { Check, CheckName, Diagnosis, Finding, ProblemCode } from './doctor/report/diagnosis.js'
export type { DoctorTexts } from './doctor/report/DoctorTexts.js'
export { formatDiagnosis } from './doctor/report/formatDiagnosis.js'
export { translateDiagnosis } from './doctor/report/translateDiagnosis.js'

/**
 * Uploads a small probe file and reports what is misconfigured: content policy, worker, ticket, CORS, clocks, signature,
 * ETag. It leaves no record behind unless `confirm` is set. Meant for developers, while they set uploads up. Most of its
 * code is loaded when it is called.
 *
 * @throws {TypeError} when an argument is wrong, or on a server. A misconfiguration is a finding, not an error.
 * @throws {DOMException} an AbortError, or the signal's own reason, when `signal` is aborted.
 * @throws {Error} with the name `ChunkLoadError` when its code could not be loaded. The next call tries again.
 * @example
 * const { ok, checks } = await diagnose(backend)
 * if (!ok) console.table(checks)
 */
export async function diagnose<TFile extends StoredFile = StoredFile>(
  backend: UploadBackend<TFile>,
  options?: DiagnoseOptions,
): Promise<Diagnosis> {
  const { diagnoseInBrowser } = await loadChunk('the doctor', () => import('./doctor/diagnoseInBrowser.js'))
  return diagnoseInBrowser(backend, options)
}
