import type { Row } from './rows.js'

/** What runs statements. Parameters are `$1`, `$2` …, and text is cleaned. */
export interface Database {
  /** Runs a statement that only reads. */
  readonly run: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** Runs a statement that writes. */
  readonly change: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** SQL that selects rows by the values of a column. It must use the index however little the database knows of the table. */
  readonly selectEach: (rows: RowsByValue) => string
}

/** The rows that have one of many values. */
export interface RowsByValue {
  readonly columns: string
  readonly table: string
  /** What the index has besides the column. */
  readonly where?: string
  /** What is true or not of those that the index finds. */
  readonly check?: string
  readonly column: string
  /** The parameter that has the values: a JSON array of texts. */
  readonly parameter: string
  /** Of those with the same value, only so many are wanted, the oldest ones. @default 1, because the column is unique */
  readonly most?: number
}

export type Parameter = string | number | null
