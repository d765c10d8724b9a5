/** The attributes of a button's root. It also has those of a dropzone. */
export const uploadButtonAttributes = [
  /** What the uploads of its group amount to: 'idle', 'busy', 'paused', 'failed', 'done'. */
  'data-status',
] as const

/** Custom properties that it sets. */
export const uploadButtonVariables = [
  /** 0 to 1; 1 only when everything that counts is registered. On the root. */
  '--coatcheck-progress',
] as const
