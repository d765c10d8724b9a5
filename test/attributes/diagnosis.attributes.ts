/** What the doctor's report shows of its checks. */
export const diagnosisAttributes = [
  /** What a check found: 'ok', 'problem', 'warning', 'not-checked'. On each check. */
  'data-outcome',
  /** While the examination runs, and after: 'running', 'done', 'failed'. On the dialog. */
  'data-status',
] as const
