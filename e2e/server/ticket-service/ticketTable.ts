import { randomUUID } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { contentOf, type AnnouncedFile } from './announcedFile.ts'

/** Permission to send one file to storage. Its id is the reference that clients store: no URL, no secret. */
export interface Ticket {
  readonly id: string
  /** An API and a tenant. */
  readonly owner: string
  /** The key of the object in storage, which contains nothing of the file's name. */
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

  /** @param key of an existing object, if the ticket is to register another file with the same bytes */
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

  /** Ignores the owner. */
  findById(id: string): Ticket | undefined {
    return this.#first('select * from tickets where id = ?', id)
  }

  /** Finds a ticket by its object, ignoring the owner; the first one if several share it. */
  findByKey(key: string): Ticket | undefined {
    return this.#first('select * from tickets where key = ? order by rowid limit 1', key)
  }

  /** Finds the ticket of an earlier attempt of the same upload. */
  findOpenByKey(owner: string, idempotencyKey: string): Ticket | undefined {
    return this.#first(
      `select * from tickets where owner = ? and idempotency_key = ? and state = 'open' order by rowid desc limit 1`,
      owner,
      idempotencyKey,
    )
  }

  /** Whether a file with this object may still be registered. */
  isOpenFor(key: string): boolean {
    return this.#first(`select * from tickets where key = ? and state = 'open' limit 1`, key) !== undefined
  }

  /** Tickets for the same bytes, newest first. */
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

  /** All owners, oldest first: for tests. */
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
