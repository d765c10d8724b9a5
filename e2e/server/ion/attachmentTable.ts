import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

export interface Attachment {
  readonly id: number
  readonly owner: string
  readonly entityId: string
  readonly filename: string
  readonly fileId: string
}

/** ION's attachments. Registering twice creates two of them, because the API does not promise otherwise. */
export class AttachmentTable {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
    database.exec(`create table if not exists ion_attachments (
      id integer primary key autoincrement,
      owner text not null,
      entity_id text not null,
      filename text not null,
      file_id text not null
    ) strict`)
  }

  add({ owner, entityId, filename, fileId }: Omit<Attachment, 'id'>): Attachment {
    const { lastInsertRowid } = this.#database
      .prepare('insert into ion_attachments (owner, entity_id, filename, file_id) values (?, ?, ?, ?)')
      .run(owner, entityId, filename, fileId)
    return { id: Number(lastInsertRowid), owner, entityId, filename, fileId }
  }

  find(owner: string, id: string): Attachment | undefined {
    const row = this.#database
      .prepare('select * from ion_attachments where owner = ? and id = ?')
      .get(owner, Number(id))
    return row && toAttachment(row)
  }
}

function toAttachment(row: Record<string, SQLOutputValue>): Attachment {
  return {
    id: Number(row['id']),
    owner: String(row['owner']),
    entityId: String(row['entity_id']),
    filename: String(row['filename']),
    fileId: String(row['file_id']),
  }
}
