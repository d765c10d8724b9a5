/** What a dropzone shows of its state, on its root; each is there only while it is true. */
export const dropzoneAttributes = [
  /** Files hang over it. */
  'data-drop-target',
  /** What hangs over it will be turned away. */
  'data-rejecting',
  /** Files are being dragged somewhere over the page. */
  'data-dragging',
  /** Folders are being read. */
  'data-reading',
  'data-disabled',
  'data-required',
] as const

/** Custom properties that a dropzone sets: none. */
export const dropzoneVariables = [] as const
