import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { cleanParameters } from '../../records/shared/cleanText.js'
import type { Parameter } from '../../records/shared/Database.js'
import type { Row } from '../../records/shared/rows.js'

/** How long a process waits for another one that writes, milliseconds. */
const busyTimeoutMs = 10_000

interface Task {
  /** Answers what tells the outcome. */
  readonly run: () => () => void
  readonly reject: (error: unknown) => void
}

/** One connection, whose statements are prepared once. */
export class SqliteConnection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  #waiting: Task[] = []

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
    // Pages that a busy server changes again and again stay in memory, 16 MiB of them, and are copied from the log to the
    // file less often, after as much.
    database.exec('pragma cache_size = -16384; pragma wal_autocheckpoint = 4096')
  }

  /** Runs any number of statements without parameters. */
  execute(sql: string): void {
    this.#database.exec(sql)
  }

  all(sql: string, ...parameters: readonly Parameter[]): readonly Row[] {
    return this.#prepare(sql).all(...cleanParameters(parameters))
  }

  /**
   * Runs alone among all connections to the file, as a whole or not at all. What is wanted in the same turn of the event loop
   * shares a commit, because a commit waits for the disk, and everything else of this process waits for the commit.
   */
  transact<Result>(run: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commitWaiting())
      this.#waiting.push({ run: () => this.#attempt(run, resolve, reject), reject })
    })
  }

  close(): void {
    this.#commitWaiting()
    this.#statements.clear()
    this.#database.close()
  }

  #commitWaiting(): void {
    const tasks = this.#waiting
    if (tasks.length === 0) return
    this.#waiting = []
    try {
      this.#database.exec('begin immediate')
      const settle = tasks.map(({ run }) => run())
      this.#database.exec('commit')
      for (const one of settle) one()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      for (const { reject } of tasks) reject(error)
    }
  }

  /** Answers what tells the outcome, which is true only after the commit. A failure undoes nothing of the others. */
  #attempt<Result>(run: () => Result, resolve: (result: Result) => void, reject: (error: unknown) => void): () => void {
    this.#database.exec('savepoint task')
    try {
      const result = run()
      this.#database.exec('release task')
      return () => resolve(result)
    } catch (error) {
      // After a failure of the disk, SQLite has undone everything.
      if (!this.#database.isTransaction) throw error
      this.#database.exec('rollback to task')
      this.#database.exec('release task')
      return () => reject(error)
    }
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
