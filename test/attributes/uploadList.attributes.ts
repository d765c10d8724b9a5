/** What a list shows of its state. */
export const uploadListAttributes = [
  /** The row's id, on each item. */
  'data-id',
  /** Only the rows in sight are there, in a box that scrolls: on the root. */
  'data-windowed',
] as const

/** Custom properties that a list sets: none. It reads `--coatcheck-list-max-block-size` when it is windowed. */
export const uploadListVariables = [] as const
