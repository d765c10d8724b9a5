/** The attributes of the doctor's report. */
export const diagnosisAttributes = [
  /** What a check found: 'ok', 'problem', 'warning', 'not-checked'. On each check. */
  'data-outcome',
  /** The state of the checks: 'running', 'done', 'failed'. On the dialog. */
  'data-status',
] as const
