/** What a list of rejections shows. */
export const rejectionListAttributes = [
  /** The rejection's id, on each item. */
  'data-id',
  /** What a button does: 'dismiss'. */
  'data-action',
] as const

/** Custom properties that it sets: none. */
export const rejectionListVariables = [] as const
