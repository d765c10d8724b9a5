/** The rows that the arrow keys lead through. */
export interface Rows {
  /** The ids of all rows in order, also of those that are not rendered. An element with `data-id` is a row. */
  readonly ids: readonly string[]
  /** Takes a row out of the list. Without it, the Delete key does nothing. */
  readonly clear?: ((id: string) => void) | undefined
  /** Renders a row that is not in the page, because it is far from what is visible. */
  readonly reveal?: ((id: string) => void) | undefined
  /**
   * The row that is so many lines below another one, or above it if that is negative. Without it, all lines have as many
   * rows as the fullest that is rendered.
   */
  readonly below?: ((id: string, lines: number) => string | undefined) | undefined
  /** Stands for the list, so that the Tab key enters it at the same row when it comes back to the page. */
  readonly memory?: object | undefined
  /** Moves the focus on from the list, whose last row is gone. */
  readonly leave: () => void
}
