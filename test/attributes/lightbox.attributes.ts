/** The attributes inside a lightbox. */
export const lightboxAttributes = [
  /** On a slide: it is the one that is shown. */
  'data-current',
  /** On a picture: its size is known. */
  'data-sized',
  /** On the stage: a finger moves the picture. */
  'data-dragging',
  /** On the stage: the picture is larger than the stage. */
  'data-zoomed',
  /** On the buttons that zoom. */
  'data-zooms',
  /** On the buttons that lead on: 'start', 'end'. */
  'data-side',
] as const

/** Custom properties that the lightbox sets. */
export const lightboxVariables = [
  /** On a slide: -1 before the one that is shown, 0 for it, 1 after it. */
  '--coatcheck-lightbox-offset',
  /** The direction in which the next slide lies: 1 is to the right, -1 to the left. */
  '--coatcheck-lightbox-forward',
  /** How far a finger has moved the slides. */
  '--coatcheck-lightbox-drag',
  /** How many times the picture is enlarged. */
  '--coatcheck-lightbox-zoom',
  /** How far an enlarged picture was moved sideways. */
  '--coatcheck-lightbox-x',
  /** How far an enlarged picture was moved up or down. */
  '--coatcheck-lightbox-y',
  /** On a picture: its width in pixels. */
  '--coatcheck-lightbox-width',
  /** On a picture: its width divided by its height. */
  '--coatcheck-lightbox-ratio',
] as const
