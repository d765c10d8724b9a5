/** The attributes of an avatar field's root, and of its buttons. */
export const avatarFieldAttributes = [
  /** The status of the picture's upload; absent while there is none. */
  'data-status',
  /** There is no picture. */
  'data-empty',
  /** A picture is dragged over it. */
  'data-drop-target',
  /** The file over it will be rejected. */
  'data-rejecting',
  /** Files are being dragged somewhere over the page. */
  'data-dragging',
  /** A dropped folder is being read. */
  'data-reading',
  /** It takes no picture, and its form sends none. */
  'data-disabled',
  /** It takes no picture, and its form still sends the one that is there. */
  'data-readonly',
  /** Something is wrong with it, such as a picture that is missing. */
  'data-invalid',
  /** Its form needs a picture. */
  'data-required',
  /** What a button does, on the button. */
  'data-action',
] as const

/** The variables of an avatar field. It sets the first one, on the ring around its picture. */
export const avatarFieldVariables = [
  /** How much of the ring is filled, 0 to 1. */
  '--coatcheck-progress',
  /** The width and height of the picture. */
  '--coatcheck-avatar-size',
  /** The corners of the picture. */
  '--coatcheck-avatar-radius',
] as const
