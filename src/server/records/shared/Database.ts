import type { Row } from './rows.js'

/** What runs a statement. Parameters are `$1`, `$2` …, and text has been cleaned. */
export interface Database {
  readonly run: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** SQL that is true if the column is one of the texts of the JSON array that is this parameter. Uses an index. */
  readonly isOneOf: (column: string, parameter: string) => string
}

export type Parameter = string | number | null
