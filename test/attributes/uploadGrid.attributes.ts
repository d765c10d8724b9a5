/** The attributes of a grid. Its tiles have those of a row. */
export const uploadGridAttributes = [
  /** The upload's id, on each item. */
  'data-id',
  /** Only the visible tiles are rendered, in a box that scrolls. On the root. */
  'data-windowed',
  /** How large the tiles are: 'comfortable', 'compact'. On the root. */
  'data-density',
] as const

/** Custom properties that a grid's style reads. */
export const uploadGridVariables = [
  /** The smallest width of a tile; where it is compact, the default is 6.5rem. */
  '--coatcheck-grid-tile-size',
  /** The aspect ratio of a tile's picture. */
  '--coatcheck-grid-ratio',
] as const
