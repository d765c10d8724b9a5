/** What a row says that lacks its file and could read it if the user allowed that. */
export interface RecoveryTexts {
  /** The label of the button that asks the browser for access. */
  readonly allow: (name: string) => string
  /** The status of the row. */
  readonly allowToContinue: string
}
