/** The attributes of a list. */
export const uploadListAttributes = [
  /** The row's id, on each item. */
  'data-id',
  /** Only the visible rows are rendered, in a box that scrolls. On the root. */
  'data-windowed',
  /** How much room the rows take: 'comfortable', 'compact'. On the root. */
  'data-density',
] as const

/** A list sets no custom properties. */
export const uploadListVariables = [] as const
