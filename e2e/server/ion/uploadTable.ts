import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

/** A URL that ION has issued. */
export interface IonUpload {
  /** ION's name for the object. */
  readonly key: string
  readonly owner: string
  readonly filename: string
  readonly type: string
  /** The upload that was recorded when its bytes came; null before. */
  readonly uploadId: string | null
}

/** ION learns the size of a file only when its bytes come, so nothing can be recorded before. */
export class UploadTable {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
    database.exec(`create table if not exists ion_uploads (
      key text primary key,
      owner text not null,
      filename text not null,
      type text not null,
      upload_id text,
      asked_at integer not null default 0
    ) strict`)
    // The demo may have made the table before it had this column.
    const columns = database.prepare("select name from pragma_table_info('ion_uploads')").all()
    if (columns.some(({ name }) => name === 'asked_at')) return
    database.exec('alter table ion_uploads add column asked_at integer not null default 0')
  }

  add({ key, owner, filename, type }: Omit<IonUpload, 'uploadId'>): void {
    this.#database
      .prepare('insert into ion_uploads (key, owner, filename, type, asked_at) values (?, ?, ?, ?, ?)')
      .run(key, owner, filename, type, Date.now())
  }

  /** Forgets the URLs that were asked for before. What came with them has been attached or swept. */
  forgetBefore(ms: number): void {
    this.#database.prepare('delete from ion_uploads where asked_at < ?').run(ms)
  }

  find(key: string): IonUpload | undefined {
    const row = this.#database.prepare('select * from ion_uploads where key = ?').get(key)
    return row && toUpload(row)
  }

  setUpload(key: string, uploadId: string): void {
    this.#database.prepare('update ion_uploads set upload_id = ? where key = ?').run(uploadId, key)
  }
}

function toUpload(row: Record<string, SQLOutputValue>): IonUpload {
  const { upload_id: uploadId } = row
  return {
    key: String(row['key']),
    owner: String(row['owner']),
    filename: String(row['filename']),
    type: String(row['type']),
    uploadId: typeof uploadId === 'string' ? uploadId : null,
  }
}
