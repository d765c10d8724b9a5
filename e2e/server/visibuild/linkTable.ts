import type { DatabaseSync } from 'node:sqlite'

/** Which record took which attachment: a key serves one. */
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

  /** All of them, or none: false where a record has one of them already, or one comes twice. */
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
