/** The attributes of a list of rejections. */
export const rejectionListAttributes = [
  /** The rejection's id, on each item. */
  'data-id',
  /** What a button does: 'dismiss'. */
  'data-action',
] as const

/** It sets no custom properties. */
export const rejectionListVariables = [] as const
