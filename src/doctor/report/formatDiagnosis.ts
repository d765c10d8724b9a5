import type { Check, Diagnosis } from './diagnosis.js'

/**
 * Formats a diagnosis as plain text, for a console or a bug report.
 * @example console.info(formatDiagnosis(await diagnose(backend)))
 */
export function formatDiagnosis({ ok, backend, checks }: Diagnosis): string {
  const summary = `coatcheck: ${ok ? 'no problem found' : 'uploads cannot work'} with the backend "${backend}"`
  return [summary, ...checks.map(formatCheck)].join('\n')
}

function formatCheck(check: Check): string {
  // Problems stand out, because they are what the reader looks for.
  const outcome = check.outcome === 'problem' ? 'PROBLEM' : check.outcome.replace('-', ' ')
  const line = `- ${check.name}: ${outcome}. ${check.message}`
  return 'code' in check ? `${line}\n  [${check.code}] ${check.advice}` : line
}
