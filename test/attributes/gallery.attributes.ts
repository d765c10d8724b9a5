/** What a gallery shows of its state, on its root. */
export const galleryAttributes = [
  /** 'pending' | 'error' | 'success' */
  'data-status',
  'data-empty',
  /** The next page is on its way. */
  'data-loading-more',
] as const

/** What a tile shows of its state, on its root. */
export const galleryTileAttributes = [
  /** 'image' | 'file' */
  'data-kind',
  /** This image cannot be displayed. */
  'data-broken',
] as const

/** Custom properties that the gallery's style reads. */
export const galleryVariables = [
  /** The least width of a tile. */
  '--coatcheck-gallery-tile-size',
  '--coatcheck-gallery-gap',
  /** Width to height of each tile. */
  '--coatcheck-gallery-ratio',
] as const
