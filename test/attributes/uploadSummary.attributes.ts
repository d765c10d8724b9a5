/** The attributes of a summary. */
export const uploadSummaryAttributes = [
  /** Something is under way. */
  'data-busy',
  /** Something failed. */
  'data-failed',
  /** What a button does: 'failed' (goes to the next failed file), 'retry', 'clear', 'pause' or 'resume'. */
  'data-action',
] as const

/** Custom properties that it sets. */
export const uploadSummaryVariables = [
  /** The fraction of all bytes sent, 0 to 1; 1 only when everything that counts is registered. On the bar. */
  '--coatcheck-progress',
] as const
