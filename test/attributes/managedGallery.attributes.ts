/** The attributes of an item that can be selected or moved. */
export const galleryItemAttributes = [
  /** The item's place, counted from 0. */
  'data-item',
  /** The item is selected. */
  'data-selected',
  /** On a button in the item: a click with Ctrl, Cmd or Shift selects the item, as it does on a link. */
  'data-opens-item',
  /** The item is being moved. */
  'data-moving',
  /** Where the moving item would come to stand: 'before', 'after'. */
  'data-drop',
] as const

/** The attributes of a managed gallery's root. */
export const managedGalleryAttributes = [
  /** Files are being selected; also on each tile while a tap selects. */
  'data-selecting',
  /** Tiles open the lightbox. */
  'data-lightbox',
] as const

/** Custom properties that the managed gallery's style reads. */
export const managedGalleryVariables = [
  /** How far below the top of the window the selection bar stays: the height of the page's own sticky header. */
  '--coatcheck-gallery-bar-inset',
] as const
