import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checksum } from './receiveBody.ts'
import { S3Error } from './s3Error.ts'

/** One object: its record is a small file, and its bytes are one blob, or one for each part. */
export interface ObjectRecord extends ObjectHeaders {
  readonly key: string
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
  /** ISO date */
  readonly lastModified: string
  readonly checksum?: Checksum
  readonly blobs: readonly Blob[]
}

export interface ObjectHeaders {
  readonly type: string
  /** Content-Disposition, Cache-Control, x-amz-meta-…, as they were sent. */
  readonly headers: Readonly<Record<string, string>>
}

export interface Blob {
  readonly id: string
  /** bytes */
  readonly size: number
}

/**
 * The folder of a store. A body is received into a new blob. Its record is then renamed into place, so that a reader
 * sees either the old object or the new one.
 */
export class ObjectFiles {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<ObjectFiles> {
    for (const name of ['blobs', 'objects', 'uploads']) await mkdir(join(folder, name), { recursive: true })
    return new ObjectFiles(folder)
  }

  createBlobId(): string {
    return randomUUID()
  }

  blobPath(id: string): string {
    return join(this.#folder, 'blobs', id)
  }

  uploadsFolder(): string {
    return join(this.#folder, 'uploads')
  }

  /**
   * Stores a record; if that fails, its blobs stay.
   * @throws {S3Error} 'PreconditionFailed' if the key must be new and is not
   */
  async put(record: ObjectRecord, { mustBeNew = false }: { readonly mustBeNew?: boolean } = {}): Promise<void> {
    const path = this.#recordPath(record.key)
    const replaced = await this.find(record.key)
    const fresh = `${path}.${randomUUID()}`
    await writeFile(fresh, JSON.stringify(record))
    try {
      if (mustBeNew) await link(fresh, path)
      else await rename(fresh, path)
    } catch (error) {
      throw isCode(error, 'EEXIST') ? new S3Error('PreconditionFailed') : error
    } finally {
      await rm(fresh, { force: true })
    }
    // An upload that is completed twice at once has the same blobs both times.
    const keptIds = new Set(record.blobs.map((blob) => blob.id))
    if (replaced) await this.dropBlobs(replaced.blobs.filter((blob) => !keptIds.has(blob.id)))
  }

  async find(key: string): Promise<ObjectRecord | undefined> {
    return readJson<ObjectRecord>(this.#recordPath(key))
  }

  /** @throws {S3Error} 'NoSuchKey' */
  async get(key: string): Promise<ObjectRecord> {
    const record = await this.find(key)
    if (!record) throw new S3Error('NoSuchKey')
    return record
  }

  async remove(key: string): Promise<void> {
    const record = await this.find(key)
    if (!record) return
    await rm(this.#recordPath(key), { force: true })
    await this.dropBlobs(record.blobs)
  }

  /** Returns all records whose key has this prefix, sorted by key. */
  async list(prefix: string): Promise<readonly ObjectRecord[]> {
    const folder = join(this.#folder, 'objects')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
    const records = await Promise.all(names.map((name) => readJson<ObjectRecord>(join(folder, name))))
    return records
      .filter((record) => record !== undefined)
      .filter((record) => record.key.startsWith(prefix))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
  }

  /** Reads the bytes from `start` to `end`, inclusive. */
  async *read(record: ObjectRecord, start: number, end: number): AsyncGenerator<Buffer> {
    let offset = 0
    for (const blob of record.blobs) {
      const from = Math.max(start - offset, 0)
      const to = Math.min(end - offset, blob.size - 1)
      if (from <= to) {
        const bytes: AsyncIterable<Buffer> = createReadStream(this.blobPath(blob.id), { start: from, end: to })
        yield* bytes
      }
      offset += blob.size
    }
  }

  async dropBlobs(blobs: readonly Blob[]): Promise<void> {
    await Promise.all(blobs.map((blob) => rm(this.blobPath(blob.id), { force: true })))
  }

  /** Encodes a key as a file name, which allows fewer characters. */
  #recordPath(key: string): string {
    return join(this.#folder, 'objects', `${createHash('sha256').update(key).digest('hex')}.json`)
  }
}

/** undefined if there is no such file */
export async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing)
  if (text === undefined) return undefined
  const parsed: T = JSON.parse(text)
  return parsed
}

/** Turns the error about a missing file or folder into undefined. */
export function unlessMissing(error: unknown): undefined {
  if (!isCode(error, 'ENOENT')) throw error
  return undefined
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
