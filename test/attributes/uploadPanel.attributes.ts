/** The attributes of a panel and of what is in it. A panel and its zone also have those of a dropzone. */
export const uploadPanelAttributes = [
  /** There is no upload, so the zone fills the panel. On the root. */
  'data-empty',
  /** Something is under way. On the root and on the progress bar. */
  'data-busy',
  /** Something failed. On the root and on the words that say so. */
  'data-failed',
  /** How much room the rows take: 'comfortable', 'compact'. On the root. */
  'data-density',
  /** What a button does: 'clear', 'retry', 'pause', 'resume'. */
  'data-action',
] as const

/** Custom properties that a panel sets or reads. */
export const uploadPanelVariables = [
  /** The height of an empty panel, which is that of a panel with one row. */
  '--coatcheck-panel-min-block-size',
  /** 0 to 1; 1 only when everything that counts is registered. On the progress bar. */
  '--coatcheck-progress',
  /** The number of rows whose code is still being loaded, and whose room is kept. */
  '--coatcheck-count',
] as const
