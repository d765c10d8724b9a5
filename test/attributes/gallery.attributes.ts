/** The attributes of a gallery's root. */
export const galleryAttributes = [
  /** The state of the first page: 'pending', 'error', 'success'. */
  'data-status',
  /** How the tiles stand: 'square', 'justified'. */
  'data-layout',
  /** There are no files. */
  'data-empty',
  /** The next page is loading. */
  'data-loading-more',
  /** On the list, while it scrolls too fast to look at: pictures that have not loaded wait. */
  'data-fast',
] as const

/** The attributes of a tile's root. */
export const galleryTileAttributes = [
  /** What the tile shows: 'image', 'file'. */
  'data-kind',
  /** This image cannot be displayed. */
  'data-broken',
  /** What the backend does with the file, if it says so: 'processing', 'ready', 'rejected'. */
  'data-state',
] as const

/** Custom properties that the gallery's style reads. */
export const galleryVariables = [
  /** The smallest width of a tile. */
  '--coatcheck-gallery-tile-size',
  /** The space between tiles. */
  '--coatcheck-gallery-gap',
  /** The proportions of each square tile. */
  '--coatcheck-gallery-ratio',
  /** About how high the rows of justified tiles are. */
  '--coatcheck-gallery-row-height',
] as const
