import type { Row } from './rows.js'

/** What runs statements. Parameters are `$1`, `$2` …, and text is cleaned. */
export interface Database {
  /** Runs a statement that only reads. */
  readonly run: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** Runs a statement that writes. */
  readonly change: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** SQL that is true if the column is one of the texts of the JSON array that is this parameter. Uses an index. */
  readonly isOneOf: (column: string, parameter: string) => string
}

export type Parameter = string | number | null
