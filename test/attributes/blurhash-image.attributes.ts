/** The attributes of a {@link BlurhashImage}'s root. */
export const blurhashImageAttributes = [
  /** 'empty' | 'loading' | 'shown' | 'failed' */
  'data-status',
] as const

/** Custom properties that its style reads. */
export const blurhashImageVariables = [
  /** How long a picture takes to fade in. */
  '--coatcheck-fade-duration',
  /** `object-fit` of the picture in its box. */
  '--coatcheck-image-fit',
] as const
