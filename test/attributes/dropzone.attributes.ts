/** The attributes of a dropzone's root. Each is present only while it is true. */
export const dropzoneAttributes = [
  /** Files are dragged over it. */
  'data-drop-target',
  /** The files over it will be rejected. */
  'data-rejecting',
  /** Files are being dragged somewhere over the page. */
  'data-dragging',
  /** Folders are being read. */
  'data-reading',
  /** It takes no files, and its form sends none. */
  'data-disabled',
  /** It takes no files, and its form still sends those that are there. */
  'data-readonly',
  /** Something is wrong with it, such as a file that is missing. */
  'data-invalid',
  /** Its form needs a file. */
  'data-required',
] as const

/** A dropzone sets no custom properties. */
export const dropzoneVariables = [] as const
