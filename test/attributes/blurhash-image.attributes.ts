/** The attributes of a picture with a blurhash. On the root, if nothing else is said. */
export const blurhashImageAttributes = [
  /** The state of the picture: 'empty', 'loading', 'shown', 'failed'. */
  'data-status',
  /** A picture that is not decoded yet. On each picture. */
  'data-waiting',
] as const

/** Custom properties that its style reads. */
export const blurhashImageVariables = [
  /**
   * How long a picture takes to fade in over its blurhash, or over the picture that it replaces. At most a second: then
   * what lies below is removed.
   */
  '--coatcheck-fade-duration',
  /** `object-fit` of the picture in its box. */
  '--coatcheck-image-fit',
] as const
