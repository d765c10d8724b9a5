/** The attributes of a tray's root. */
export const uploadTrayAttributes = [
  /** Only the header is shown. */
  'data-folded',
  /** Something is under way, so the tray cannot be closed. */
  'data-busy',
  /** Something failed. */
  'data-failed',
  /** It is transparent, because it would hide the element that has the focus. */
  'data-aside',
  /** How much room the rows take: 'comfortable', 'compact'. */
  'data-density',
] as const

/** Custom properties that a tray's style reads. */
export const uploadTrayVariables = [
  /** The `z-index` of the tray. */
  '--coatcheck-tray-layer',
  /** The shadow of the tray, which is larger than that of other parts. */
  '--coatcheck-tray-shadow',
] as const
