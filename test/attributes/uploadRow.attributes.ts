/** What a row and its parts show of their upload. */
export const uploadRowAttributes = [
  /** The upload's status: on the row, its status text and its progress. */
  'data-status',
  /** How it came to be done: on the row. */
  'data-outcome',
  /** The bytes go out again, or will: on the row. */
  'data-again',
  /** What a button does: 'pause', 'resume', 'cancel', 'retry', 'remove', 'choose'. */
  'data-action',
  /** A thumbnail without a picture: 'image', 'video', 'audio', 'text', 'archive', 'file'. */
  'data-icon',
] as const

/** Custom properties that a row's parts set. */
export const uploadRowVariables = [
  /** Bytes sent, 0 to 1: 1 only when registered. On the progress. */
  '--coatcheck-progress',
  /** Bytes read, 0 to 1. On the progress. */
  '--coatcheck-inspected',
] as const
