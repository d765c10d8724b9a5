import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { cleanText } from '../../records/shared/cleanText.js'
import type { Parameter } from '../../records/shared/Database.js'
import type { Row } from '../../records/shared/rows.js'

/** How long a process waits for another one that writes, milliseconds. */
const busyTimeoutMs = 10_000

/** One connection, whose statements are prepared once. */
export class SqliteConnection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  /** @throws {Error} if Node has no SQLite, or the file cannot be opened */
  static async open(path: string): Promise<SqliteConnection> {
    // Loaded late, so that an older Node can load the entry for what else is in it.
    const { DatabaseSync } = await import('node:sqlite').catch((cause: unknown) => {
      throw new Error('sqlite() needs node:sqlite, which Node has from version 22.13 on. Use postgres() without it.', {
        cause,
      })
    })
    try {
      return new SqliteConnection(new DatabaseSync(path, { timeout: busyTimeoutMs }))
    } catch (cause) {
      throw new Error(`SQLite cannot open ${path}. Does its folder exist, and may it be written to?`, { cause })
    }
  }

  private constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Runs any number of statements without parameters. */
  execute(sql: string): void {
    this.#database.exec(sql)
  }

  all(sql: string, ...parameters: readonly Parameter[]): readonly Row[] {
    const cleaned = parameters.map((parameter) => (typeof parameter === 'string' ? cleanText(parameter) : parameter))
    return this.#prepare(sql).all(...cleaned)
  }

  /** Runs alone among all connections to the file, as a whole or not at all. */
  transact<Result>(run: () => Result): Result {
    this.#database.exec('begin immediate')
    try {
      const result = run()
      this.#database.exec('commit')
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    // Numbered parameters, which SQLite writes with a question mark.
    const statement = this.#database.prepare(sql.replaceAll('$', '?'))
    this.#statements.set(sql, statement)
    return statement
  }
}
