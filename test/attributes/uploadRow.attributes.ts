/** The attributes of a row and its parts. */
export const uploadRowAttributes = [
  /** The status of the upload. On the row, its status text and its progress. */
  'data-status',
  /** The outcome of an upload that is done. On the row. */
  'data-outcome',
  /** What the backend does with the stored file, if it says so: 'processing', 'ready', 'rejected'. On the row. */
  'data-state',
  /** The bytes are or will be sent again. On the row. */
  'data-again',
  /** The numbers beside the status say it as well. On the status text. */
  'data-implied',
  /** The upload was finished while the row was shown. On the status text. */
  'data-fresh',
  /** What a button does: 'pause', 'resume', 'cancel', 'retry', 'clear', 'choose'. */
  'data-action',
  /** A thumbnail without a picture: 'image', 'video', 'audio', 'text', 'archive', 'file'. */
  'data-icon',
  /** The extension on such a thumbnail: 'PDF'. Only if it is short. */
  'data-extension',
] as const

/** Custom properties that a row's parts set. */
export const uploadRowVariables = [
  /** The fraction of bytes read, then of bytes sent, 0 to 1; 1 only when registered. On the progress. */
  '--coatcheck-progress',
] as const
