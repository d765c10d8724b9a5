import type { Diagnosis } from '../../src/doctor/report/diagnosis.js'

/** Problems and warnings, as `outcome check code`. */
export function findings({ checks }: Diagnosis): readonly string[] {
  return checks.flatMap((check) => ('code' in check ? `${check.outcome} ${check.name} ${check.code}` : []))
}
