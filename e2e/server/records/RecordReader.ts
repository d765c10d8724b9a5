import { DatabaseSync } from 'node:sqlite'
import type { FileRecord, UploadRecord } from '../../../src/server/records/Records.ts'
import { fileColumns, readFile, readUpload, uploadColumns } from '../../../src/server/records/shared/rows.ts'
import { nameTables } from '../../../src/server/records/shared/Tables.ts'

const tables = nameTables()

/** Reads the tables of `sqlite()` in ways that only tests and some vendors' APIs need. */
export class RecordReader {
  /** For what the APIs of vendors keep beside the records. */
  readonly database: DatabaseSync

  constructor(path: string) {
    this.database = new DatabaseSync(path, { timeout: 5000 })
  }

  /** The uploads of all owners, oldest first. */
  uploads(): readonly UploadRecord[] {
    return this.#uploads('order by rowid')
  }

  /** The registered files of all owners, oldest first. */
  files(): readonly FileRecord[] {
    return this.#files('order by rowid')
  }

  /** Ignores the owner. */
  findUpload(id: string): UploadRecord | undefined {
    return this.#uploads('where id = ?', id)[0]
  }

  /** Finds an upload by the key that its URLs are for, ignoring the owner; the first one if several share an object. */
  findUploadByKey(key: string): UploadRecord | undefined {
    return this.#uploads('where object_key = ? order by rowid limit 1', key)[0]
  }

  /** Finds files by their digest alone, whatever their names and types are. */
  findFilesByDigest(owner: string, base64: string): readonly FileRecord[] {
    return this.#files(`where owner = ? and json_extract(facts, '$.digest.base64') = ? order by rowid`, owner, base64)
  }

  /** The key under which the bytes of an upload are now: a confirm may have copied them. */
  keptKey(key: string): string {
    const upload = this.findUploadByKey(key)
    return (upload && this.#files('where upload_id = ?', upload.id)[0]?.objectKey) ?? key
  }

  close(): void {
    this.database.close()
  }

  #uploads(rest: string, ...parameters: readonly string[]): readonly UploadRecord[] {
    const sql = `select ${uploadColumns} from ${tables.uploads} ${rest}`
    return this.database
      .prepare(sql)
      .all(...parameters)
      .map(readUpload)
  }

  #files(rest: string, ...parameters: readonly string[]): readonly FileRecord[] {
    const sql = `select ${fileColumns} from ${tables.files} ${rest}`
    return this.database
      .prepare(sql)
      .all(...parameters)
      .map(readFile)
  }
}
