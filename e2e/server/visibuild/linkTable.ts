import type { DatabaseSync } from 'node:sqlite'

/** Which record uses which attachment: each key serves one record. */
export class LinkTable {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
    database.exec(
      'create table if not exists visibuild_links (key text primary key, record_id text not null, position integer not null) strict',
    )
  }

  isLinked(key: string): boolean {
    return this.#database.prepare('select 1 from visibuild_links where key = ?').get(key) !== undefined
  }

  /** Links all keys or none; returns false if a key is used by a record already or is given twice. */
  link(recordId: string, keys: readonly string[]): boolean {
    if (new Set(keys).size < keys.length || keys.some((key) => this.isLinked(key))) return false
    const insert = this.#database.prepare('insert into visibuild_links (key, record_id, position) values (?, ?, ?)')
    this.#database.exec('begin immediate')
    try {
      keys.forEach((key, position) => insert.run(key, recordId, position))
      this.#database.exec('commit')
      return true
    } catch (error) {
      this.#database.exec('rollback')
      throw error
    }
  }
}
