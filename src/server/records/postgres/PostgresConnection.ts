import { cleanParameters } from '../shared/cleanText.js'
import type { Parameter } from '../shared/Database.js'
import type { Row } from '../shared/rows.js'

/**
 * Whatever runs a statement of Postgres, `$1` being the first parameter: a Pool or Client of `pg`, PGlite, Neon's pool.
 * Each call may run on another connection. One call may be for several requests, unless `sharesStatements` is false.
 */
export interface PostgresQueryable {
  query(sql: string, parameters: (string | number | null)[]): Promise<{ readonly rows: readonly unknown[] }>
}

const uniqueViolation = '23505'
/** Another statement waits for this one, or has changed what this one read. Nothing was done. */
const conflicts: ReadonlySet<unknown> = new Set(['40P01', '40001'])

const mostAttempts = 10

export class PostgresConnection {
  readonly #queryable: PostgresQueryable

  constructor(queryable: PostgresQueryable) {
    this.#queryable = queryable
  }

  /** Runs one statement, which takes effect as a whole or not at all, so that it may be repeated after a conflict. */
  async run(
    sql: string,
    parameters: readonly Parameter[],
    isConflict: (error: unknown) => boolean = hasConflicted,
  ): Promise<readonly Row[]> {
    const cleaned = cleanParameters(parameters)
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.#queryable.query(sql, cleaned)).rows as readonly Row[]
      } catch (error) {
        if (attempt === mostAttempts || !isConflict(error)) throw error
      }
    }
  }

  /** The same for a statement that first looks whether something exists: somebody else may insert it in between. */
  runUnlessTaken(sql: string, parameters: readonly Parameter[]): Promise<readonly Row[]> {
    return this.run(sql, parameters, (error) => hasConflicted(error) || codeOf(error) === uniqueViolation)
  }
}

function hasConflicted(error: unknown): boolean {
  return conflicts.has(codeOf(error))
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
