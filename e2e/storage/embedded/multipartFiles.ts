import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson, unlessMissing, type Blob, type ObjectFiles, type ObjectHeaders } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'

export interface MultipartUpload extends ObjectHeaders {
  readonly key: string
}

/** An open upload in the list of all. */
export interface ListedUpload {
  readonly key: string
  readonly uploadId: string
  /** ISO date */
  readonly initiated: string
}

export interface Part {
  readonly number: number
  /** without quotes */
  readonly etag: string
  /** ISO date */
  readonly lastModified: string
  readonly blob: Blob
}

const smallestPartBytes = 5 * 1024 * 1024

/** The open multipart uploads: a folder for each, with a small file for each part. */
export class MultipartFiles {
  readonly #files: ObjectFiles

  constructor(files: ObjectFiles) {
    this.#files = files
  }

  async create(upload: MultipartUpload): Promise<string> {
    const uploadId = randomUUID()
    await mkdir(this.#folder(uploadId))
    await writeFile(join(this.#folder(uploadId), 'upload.json'), JSON.stringify(upload))
    return uploadId
  }

  /** @throws {S3Error} 'NoSuchUpload' */
  async get(uploadId: string, key: string): Promise<MultipartUpload> {
    const upload = await this.#find(uploadId, key)
    if (!upload) throw new S3Error('NoSuchUpload')
    return upload
  }

  /** Returns the uploads whose key has this prefix, by key. */
  async list(prefix: string): Promise<readonly ListedUpload[]> {
    const uploads = await Promise.all((await readdir(this.#files.uploadsFolder())).map((id) => this.#describe(id)))
    return uploads
      .filter((upload) => upload !== undefined)
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted((one, other) => (`${one.key}\0${one.uploadId}` < `${other.key}\0${other.uploadId}` ? -1 : 1))
  }

  /** undefined for one that ends meanwhile */
  async #describe(uploadId: string): Promise<ListedUpload | undefined> {
    const path = join(this.#folder(uploadId), 'upload.json')
    const [upload, file] = await Promise.all([readJson<MultipartUpload>(path), stat(path).catch(unlessMissing)])
    return upload && file && { key: upload.key, uploadId, initiated: file.mtime.toISOString() }
  }

  async putPart(uploadId: string, part: Part): Promise<void> {
    const path = this.#partPath(uploadId, part.number)
    const replaced = await readJson<Part>(path)
    await writeFile(`${path}.new`, JSON.stringify(part))
    await rename(`${path}.new`, path)
    if (replaced) await this.#files.dropBlobs([replaced.blob])
  }

  /**
   * By number.
   * @throws {S3Error} 'NoSuchUpload' if it ends meanwhile
   */
  async listParts(uploadId: string): Promise<readonly Part[]> {
    const parts = await this.#findParts(uploadId)
    if (!parts) throw new S3Error('NoSuchUpload')
    return parts
  }

  async #findParts(uploadId: string): Promise<readonly Part[] | undefined> {
    const all = await readdir(this.#folder(uploadId)).catch(unlessMissing)
    const names = all?.filter((name) => /^\d+\.json$/.test(name))
    if (!names) return undefined
    const parts = await Promise.all(names.map((name) => readJson<Part>(join(this.#folder(uploadId), name))))
    return parts.filter((part) => part !== undefined).toSorted((one, other) => one.number - other.number)
  }

  /** Returns the parts of the object in order. Parts that are not listed are deleted with the upload. */
  async complete(
    uploadId: string,
    wanted: readonly { readonly number: number; readonly etag: string }[],
  ): Promise<{ readonly blobs: readonly Blob[]; readonly etag: string }> {
    const held = new Map((await this.listParts(uploadId)).map((part) => [part.number, part]))
    const parts = wanted.map(({ number, etag }, index) => {
      if (number <= (wanted[index - 1]?.number ?? 0)) throw new S3Error('InvalidPartOrder')
      const part = held.get(number)
      if (!part || part.etag !== etag) throw new S3Error('InvalidPart')
      return part
    })
    if (parts.slice(0, -1).some((part) => part.blob.size < smallestPartBytes)) throw new S3Error('EntityTooSmall')
    const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')))
    const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`
    return { blobs: parts.map((part) => part.blob), etag }
  }

  /** Removes an upload, if there is one, and deletes the blobs that no object uses. */
  async remove(uploadId: string, key: string, kept: readonly Blob[] = []): Promise<void> {
    if (!(await this.#find(uploadId, key))) return
    const keptIds = new Set(kept.map((blob) => blob.id))
    const blobs = ((await this.#findParts(uploadId)) ?? []).map((part) => part.blob)
    await rm(this.#folder(uploadId), { recursive: true, force: true })
    await this.#files.dropBlobs(blobs.filter((blob) => !keptIds.has(blob.id)))
  }

  async #find(uploadId: string, key: string): Promise<MultipartUpload | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(uploadId)) return undefined
    const upload = await readJson<MultipartUpload>(join(this.#folder(uploadId), 'upload.json'))
    return upload?.key === key ? upload : undefined
  }

  #folder(uploadId: string): string {
    return join(this.#files.uploadsFolder(), uploadId)
  }

  #partPath(uploadId: string, number: number): string {
    return join(this.#folder(uploadId), `${number}.json`)
  }
}
