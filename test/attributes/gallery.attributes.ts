/** The attributes of a gallery's root. */
export const galleryAttributes = [
  /** 'pending' | 'error' | 'success' */
  'data-status',
  'data-empty',
  /** The next page is loading. */
  'data-loading-more',
] as const

/** The attributes of a tile's root. */
export const galleryTileAttributes = [
  /** 'image' | 'file' */
  'data-kind',
  /** This image cannot be displayed. */
  'data-broken',
] as const

/** Custom properties that the gallery's style reads. */
export const galleryVariables = [
  /** The smallest width of a tile. */
  '--coatcheck-gallery-tile-size',
  '--coatcheck-gallery-gap',
  /** The aspect ratio of each tile. */
  '--coatcheck-gallery-ratio',
] as const
