import { randomUUID } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { contentOf, type AnnouncedFile } from './announcedFile.ts'

/** Leave to send one file to storage. Its id is the reference that clients keep: no URL, no secret. */
export interface Ticket {
  readonly id: string
  /** Whose it is: an API and a tenant. */
  readonly owner: string
  /** Of the object in storage; nothing of the file's name is in it. */
  readonly key: string
  readonly content: string | null
  readonly state: TicketState
  readonly announced: AnnouncedFile
}

export type TicketState = 'open' | 'registered' | 'abandoned'

type Row = Record<string, SQLOutputValue>

export class TicketTable {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** @param key of an object that is there already, where the ticket is to register another file over it */
  open(owner: string, announced: AnnouncedFile, key: string = `uploads/${randomUUID()}`): Ticket {
    const id = `tkt_${randomUUID()}`
    const content = contentOf(announced)
    this.#database
      .prepare(
        `insert into tickets (id, owner, key, idempotency_key, content, state, announced) values (?, ?, ?, ?, ?, 'open', ?)`,
      )
      .run(id, owner, key, announced.idempotencyKey, content, JSON.stringify(announced))
    return { id, owner, key, content, state: 'open', announced }
  }

  find(owner: string, id: string): Ticket | undefined {
    return this.#first('select * from tickets where owner = ? and id = ?', owner, id)
  }

  /** Whoever's it is. */
  findById(id: string): Ticket | undefined {
    return this.#first('select * from tickets where id = ?', id)
  }

  /** Whoever's it is, by its object in storage; the first where several share it. */
  findByKey(key: string): Ticket | undefined {
    return this.#first('select * from tickets where key = ? order by rowid limit 1', key)
  }

  /** The ticket that an earlier try of the same upload got. */
  findOpenByKey(owner: string, idempotencyKey: string): Ticket | undefined {
    return this.#first(
      `select * from tickets where owner = ? and idempotency_key = ? and state = 'open' order by rowid desc limit 1`,
      owner,
      idempotencyKey,
    )
  }

  /** Tickets for the same bytes, the newest first. */
  findOpenByContent(owner: string, content: string): readonly Ticket[] {
    return this.#all(
      `select * from tickets where owner = ? and content = ? and state = 'open' order by rowid desc limit 5`,
      owner,
      content,
    )
  }

  setState(id: string, state: TicketState): void {
    this.#database.prepare('update tickets set state = ? where id = ?').run(state, id)
  }

  /** Of everybody, the oldest first: for tests. */
  all(): readonly Ticket[] {
    return this.#all('select * from tickets order by rowid')
  }

  #first(sql: string, ...parameters: string[]): Ticket | undefined {
    const row = this.#database.prepare(sql).get(...parameters)
    return row && toTicket(row)
  }

  #all(sql: string, ...parameters: string[]): readonly Ticket[] {
    return this.#database
      .prepare(sql)
      .all(...parameters)
      .map(toTicket)
  }
}

function toTicket(row: Row): Ticket {
  const announced: AnnouncedFile = JSON.parse(String(row['announced']))
  return {
    id: String(row['id']),
    owner: String(row['owner']),
    key: String(row['key']),
    content: row['content'] === null ? null : String(row['content']),
    state: readState(row['state']),
    announced,
  }
}

function readState(value: SQLOutputValue | undefined): TicketState {
  return value === 'registered' || value === 'abandoned' ? value : 'open'
}
