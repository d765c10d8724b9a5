import type { Check, Diagnosis } from './diagnosis.js'
import type { DoctorTexts } from './DoctorTexts.js'
import { readFinding, readNote } from './readTexts.js'

/**
 * The same diagnosis with its sentences in another language. What an API or an adapter says for itself stays as it is.
 * @example
 * import { deDoctor } from 'coatcheck/locales/de/doctor'
 *
 * console.info(formatDiagnosis(translateDiagnosis(diagnosis, deDoctor)))
 */
export function translateDiagnosis(diagnosis: Diagnosis, texts: DoctorTexts): Diagnosis {
  const translate = (check: Check): Check => {
    if (!check.text) return check
    if (!('code' in check)) return { ...check, message: readNote(texts, check.text) }
    const [message, advice] = readFinding(texts, check.text)
    return { ...check, message, advice }
  }
  return { ...diagnosis, checks: diagnosis.checks.map(translate) }
}
