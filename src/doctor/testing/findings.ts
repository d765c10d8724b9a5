import type { Diagnosis } from '../diagnosis.js'

/** What is not fine, as `outcome check code`. */
export function findings({ checks }: Diagnosis): readonly string[] {
  return checks.flatMap((check) => ('code' in check ? `${check.outcome} ${check.name} ${check.code}` : []))
}
