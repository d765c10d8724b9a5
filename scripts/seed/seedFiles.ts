import { randomUUID } from 'node:crypto'
import { openStore } from '../../e2e/storage/openStore.ts'
import type { Storage } from '../../e2e/storage/storage.ts'
import type { ObjectStore } from '../../src/server.ts'
import { sqlite } from '../../src/server/node.ts'
import type { NewUpload, Records } from '../../src/server/records/Records.ts'
import { paintPicture, previewWidth, type SeedPicture } from './paintPicture.ts'

interface SeedOptions {
  readonly storage: Storage
  /** The path of the server's database. */
  readonly database: string
  readonly count: number
  /** So many different pictures are painted. Files that show the same one share its object, as equal uploads do. */
  readonly pictureCount?: number
  readonly onProgress?: (done: number) => void
}

/** As the server names whoever uses the demo without a token. */
const owner = 'rest/demo'
const profile = 'files'
const type = 'image/jpeg'

const filesAtOnce = 200

/**
 * Puts files into storage and into the records, as if so many photos had been uploaded one after another. Each has a
 * preview of its own, because previews are deleted with their file.
 */
export async function seedFiles(options: SeedOptions): Promise<void> {
  const { storage, database, count, pictureCount = 36, onProgress } = options
  const store = await openStore(storage)
  const records = sqlite(database)
  try {
    await records.prepare()
    const pictures: StoredPicture[] = []
    for (let index = 0; index < Math.min(count, pictureCount); index += 1)
      pictures.push(await storePicture(store, await paintPicture(index)))
    const startMs = Date.now() - count * 60_000
    let first = 0
    while (first < count) {
      // The first file of each picture brings its object into the records, before others share it.
      const atOnce = first === 0 ? pictures.length : filesAtOnce
      const indexes = Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => first + index)
      await Promise.all(
        indexes.map(async (index) => {
          const picture = pictures[index % pictures.length]
          if (picture) await addFile({ store, records }, picture, index, startMs + index * 60_000)
        }),
      )
      first += indexes.length
      onProgress?.(first)
    }
  } finally {
    await records.close()
  }
}

interface StoredPicture extends SeedPicture {
  readonly key: string
}

async function storePicture(store: ObjectStore, picture: SeedPicture): Promise<StoredPicture> {
  const key = `seed/${randomUUID()}`
  await store.write(key, picture.bytes, type)
  return { ...picture, key }
}

interface Places {
  readonly store: ObjectStore
  readonly records: Records
}

async function addFile(
  { store, records }: Places,
  picture: StoredPicture,
  index: number,
  nowMs: number,
): Promise<void> {
  const { key: objectKey, width, height, blurhash, bytes } = picture
  const name = `photo ${String(index + 1).padStart(5, '0')}.jpg`
  const announced = { name, size: bytes.length, type, image: { width, height, blurhash }, metadata: {} }
  const [uploadId, fileId] = [randomUUID(), randomUUID()]
  const upload: NewUpload = {
    id: uploadId,
    owner,
    profile,
    idempotencyKey: uploadId,
    key: objectKey,
    content: null,
    announced,
    urlsExpireAtMs: nowMs,
  }
  const opened = await records.openOver(upload, objectKey, {}, nowMs)
  if (opened.kind === 'gone') await records.open([upload], {}, nowMs)
  const times = { createdAtMs: nowMs, nowMs }
  const registration = { uploadId, fileId, objectKey, etag: '', file: announced, alt: null, isAnnounced: true }
  await records.register({ ...registration, ...times })
  const previewKey = `${objectKey}-${fileId}-${previewWidth}`
  await store.write(previewKey, picture.preview, picture.previewType)
  await records.setPreviews(fileId, [{ key: previewKey, width: previewWidth, type: picture.previewType }])
}
