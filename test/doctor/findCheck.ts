import type { Check, CheckName, Diagnosis } from '../../src/doctor/report/diagnosis.js'

/** The entry for one check. */
export function findCheck({ checks }: Diagnosis, name: CheckName): Check {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw new Error(`There is no check ${name}.`)
  return check
}
