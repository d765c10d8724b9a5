import { randomUUID } from 'node:crypto'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { AnnouncedFile } from './announcedFile.ts'
import type { Ticket } from './ticketTable.ts'

/** A registered file. */
export interface FileRecord extends Pick<AnnouncedFile, 'name' | 'size' | 'type' | 'digest' | 'image' | 'metadata'> {
  readonly id: string
  readonly owner: string
  readonly ticketId: string
  /** The key of the object in storage. */
  readonly key: string
  /** ISO date */
  readonly createdAt: string
}

/** What a user changes about a file. */
export interface FileChange {
  readonly name?: string
  readonly alt?: string
}

type Row = Record<string, SQLOutputValue>

export interface RecordPage {
  readonly files: readonly FileRecord[]
  /** null on the last page */
  readonly next: number | null
}

export class FileTable {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Registers a ticket's file once; a second call returns the same file. */
  register(ticket: Ticket, announced: AnnouncedFile): FileRecord {
    const { id: ticketId, owner, key, content } = ticket
    const { name, size, type, digest, image, metadata } = announced
    const record = {
      id: `fil_${randomUUID()}`,
      key,
      name,
      size,
      type,
      metadata,
      createdAt: new Date().toISOString(),
      ...(digest && { digest }),
      ...(image && { image }),
    }
    this.#database.exec('begin immediate')
    try {
      this.#database
        .prepare(
          'insert into files (id, owner, ticket_id, content, record) values (?, ?, ?, ?, ?) on conflict do nothing',
        )
        .run(record.id, owner, ticketId, content, JSON.stringify(record))
      this.#database.prepare(`update tickets set state = 'registered' where id = ?`).run(ticketId)
      this.#database.exec('commit')
    } catch (error) {
      this.#database.exec('rollback')
      throw error
    }
    return this.findByTicket(ticketId) ?? { ...record, owner, ticketId }
  }

  find(owner: string, id: string): FileRecord | undefined {
    return this.#first('select * from files where owner = ? and id = ?', owner, id)
  }

  findByTicket(ticketId: string): FileRecord | undefined {
    return this.#first('select * from files where ticket_id = ?', ticketId)
  }

  /** Oldest first. */
  findAllByContent(owner: string, content: string): readonly FileRecord[] {
    const sql = 'select * from files where owner = ? and content = ? order by sequence'
    return this.#database.prepare(sql).all(owner, content).map(toRecord)
  }

  /** Whether a registered file uses this object. */
  isRegistered(key: string): boolean {
    return this.#first(`select * from files where json_extract(record, '$.key') = ? limit 1`, key) !== undefined
  }

  /** Finds a file by its digest alone, whatever its name. */
  findByDigest(owner: string, base64: string): FileRecord | undefined {
    const sql = `select * from files where owner = ? and json_extract(record, '$.digest.base64') = ? order by sequence limit 1`
    return this.#first(sql, owner, base64)
  }

  /** Newest first. `before` is the `next` of the previous page. */
  list(owner: string, { before, limit }: { readonly before: number | null; readonly limit: number }): RecordPage {
    const rows = this.#database
      .prepare('select * from files where owner = ? and sequence < ? order by sequence desc limit ?')
      .all(owner, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
    const page = rows.slice(0, limit)
    return { files: page.map(toRecord), next: rows.length > limit ? Number(page.at(-1)?.['sequence']) : null }
  }

  /** A member that is left out is unchanged. An empty alternative text is removed. */
  change(owner: string, id: string, { name, alt }: FileChange): FileRecord | undefined {
    // null removes a member: https://www.rfc-editor.org/rfc/rfc7396
    const patch = { name, ...(alt !== undefined && { metadata: { alt: alt || null } }) }
    const sql = 'update files set record = json_patch(record, ?) where owner = ? and id = ? returning *'
    return this.#first(sql, JSON.stringify(patch), owner, id)
  }

  remove(id: string): void {
    this.#database.prepare('delete from files where id = ?').run(id)
  }

  /** All owners, oldest first: for tests. */
  all(): readonly FileRecord[] {
    return this.#database.prepare('select * from files order by sequence').all().map(toRecord)
  }

  #first(sql: string, ...parameters: string[]): FileRecord | undefined {
    const row = this.#database.prepare(sql).get(...parameters)
    return row && toRecord(row)
  }
}

function toRecord(row: Row): FileRecord {
  const record: Omit<FileRecord, 'owner' | 'ticketId'> = JSON.parse(String(row['record']))
  return { ...record, owner: String(row['owner']), ticketId: String(row['ticket_id']) }
}
