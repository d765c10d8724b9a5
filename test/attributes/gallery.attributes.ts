/** The attributes of a gallery's root. */
export const galleryAttributes = [
  /** The state of the first page: 'pending', 'error', 'success'. */
  'data-status',
  /** There are no files. */
  'data-empty',
  /** The next page is loading. */
  'data-loading-more',
] as const

/** The attributes of a tile's root. */
export const galleryTileAttributes = [
  /** What the tile shows: 'image', 'file'. */
  'data-kind',
  /** This image cannot be displayed. */
  'data-broken',
] as const

/** Custom properties that the gallery's style reads. */
export const galleryVariables = [
  /** The smallest width of a tile. */
  '--coatcheck-gallery-tile-size',
  /** The space between tiles. */
  '--coatcheck-gallery-gap',
  /** The proportions of each tile. */
  '--coatcheck-gallery-ratio',
] as const
