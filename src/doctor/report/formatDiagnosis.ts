import type { Check, Diagnosis } from './diagnosis.js'

const marks: Readonly<Record<Check['outcome'], string>> = {
  ok: 'ok',
  problem: 'PROBLEM',
  warning: 'warning',
  'not-checked': 'not checked',
}

/**
 * Formats a diagnosis as plain text, for a console or a bug report.
 * @example console.info(formatDiagnosis(await diagnose(backend)))
 */
export function formatDiagnosis({ ok, backend, checks }: Diagnosis): string {
  const summary = `coatcheck, set-up of the backend "${backend}": ${ok ? 'no problem found' : 'uploads cannot work'}`
  return [summary, ...checks.map(formatCheck)].join('\n')
}

function formatCheck(check: Check): string {
  const line = `- ${check.name}: ${marks[check.outcome]}. ${check.message}`
  return 'advice' in check ? `${line}\n  [${check.code}] ${check.advice}` : line
}
