import type { Check, CheckName, Diagnosis } from '../diagnosis.js'

/** What a diagnosis says of one check. */
export function findCheck({ checks }: Diagnosis, name: CheckName): Check {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw new Error(`There is no check ${name}.`)
  return check
}
