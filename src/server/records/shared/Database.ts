import type { Row } from './rows.js'

/** What runs a statement. Parameters are `$1`, `$2` …, and text has been cleaned. */
export interface Database {
  readonly run: (sql: string, parameters: readonly Parameter[]) => Promise<readonly Row[]>
  /** SQL for the texts of the JSON array that is this parameter. */
  readonly textsOf: (parameter: string) => string
}

export type Parameter = string | number | null
