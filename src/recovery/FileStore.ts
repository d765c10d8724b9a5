import { fileKeysOf, readWrite, type RecoveryDatabase } from './database.js'
import { nextTask } from '../shared/nextTask.js'
import type { Settings } from './options.js'
import { nameOf } from './unavailable.js'

/** The batches are small, so a file is stored soon, and a failure affects few others. */
const batchLimits = { files: 50, bytes: 8 * 1024 ** 2 }

/** A file to keep. Its size is read once, because the browser reads it from disk. */
interface FileToKeep {
  readonly file: File
  readonly sizeBytes: number
  /** Kept in place of a file that is too large. */
  readonly handle: FileSystemFileHandle | undefined
}

/** Changes by upload id; null deletes the file. */
type FileBatch = ReadonlyMap<string, FileToKeep | null>

/**
 * Keeps files in small batches, apart from the records: copying takes the browser a while, and records must not wait
 * for it. A file that cannot be kept is left out.
 */
export class FileStore {
  readonly #open: () => Promise<RecoveryDatabase>
  readonly #onIdle: () => void
  readonly #waiting = new Map<string, FileToKeep | null>()
  readonly #keepAllUpToBytes: number
  /** The size limit. It shrinks when the browser has no space for a file, because a larger one would fail, too. */
  #largestBytes: number
  /** The sizes of all kept files in bytes, by upload id; null until they are read. */
  #sizes: Map<string, number> | null = null
  #isWriting = false

  /** If `open` rejects, no file is kept. */
  constructor(open: () => Promise<RecoveryDatabase>, settings: Settings, onIdle: () => void) {
    this.#open = open
    this.#largestBytes = settings.keepFilesUpToBytes
    this.#keepAllUpToBytes = settings.keepAllUpToBytes
    this.#onIdle = onIdle
  }

  get isIdle(): boolean {
    return !this.#isWriting
  }

  put(id: string, file: File, handle: FileSystemFileHandle | undefined): void {
    const sizeBytes = file.size
    if (handle || sizeBytes <= this.#largestBytes) this.#enqueue(id, { file, sizeBytes, handle })
  }

  remove(id: string): void {
    this.#enqueue(id, null)
  }

  #enqueue(id: string, entry: FileToKeep | null): void {
    this.#waiting.delete(id)
    this.#waiting.set(id, entry)
    if (!this.#isWriting) void this.#writeAll()
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    await nextTask()
    this.#sizes = null
    while (this.#waiting.size > 0) {
      const batch = this.#takeBatch()
      try {
        await this.#write(batch)
      } catch {
        // One file that cannot be copied fails its batch, so the files are written one by one.
        for (const [id, entry] of batch) await this.#writeAlone(id, entry)
      }
    }
    this.#isWriting = false
    this.#onIdle()
  }

  #takeBatch(): FileBatch {
    const batch = new Map<string, FileToKeep | null>()
    let bytes = 0
    for (const [id, entry] of this.#waiting) {
      bytes += entry?.sizeBytes ?? 0
      if (batch.size > 0 && (batch.size >= batchLimits.files || bytes > batchLimits.bytes)) break
      batch.set(id, entry)
      this.#waiting.delete(id)
    }
    return batch
  }

  async #writeAlone(id: string, entry: FileToKeep | null): Promise<void> {
    this.#sizes = null
    try {
      await this.#write(new Map([[id, entry]]))
    } catch (error) {
      this.#sizes = null
      if (!entry || entry.sizeBytes > this.#largestBytes || nameOf(error) !== 'QuotaExceededError') return
      this.#largestBytes = entry.sizeBytes - 1
      // A handle takes no space to speak of.
      if (entry.handle) await this.#writeAlone(id, entry)
    }
  }

  async #write(batch: FileBatch): Promise<void> {
    const database = await this.#open()
    const transaction = readWrite(database, ['files'], { durability: 'relaxed' })
    const store = transaction.objectStore('files')
    // A batch that only deletes needs no total.
    const addsFiles = [...batch.values()].some((entry) => entry !== null)
    if (addsFiles) this.#sizes ??= new Map(await store.getAllKeys())
    const sizes = this.#sizes ?? new Map<string, number>()
    for (const id of batch.keys()) sizes.delete(id)
    let totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    const writes: Promise<unknown>[] = []
    for (const [id, entry] of batch) {
      writes.push(write(() => store.delete(fileKeysOf(id))))
      if (!entry) continue
      const { file, sizeBytes, handle } = entry
      if (sizeBytes > this.#largestBytes || totalBytes + sizeBytes > this.#keepAllUpToBytes) {
        if (handle) writes.push(write(() => store.put(handle, [id, 0])))
        continue
      }
      totalBytes += sizeBytes
      sizes.set(id, sizeBytes)
      writes.push(write(() => store.put(file, [id, sizeBytes])))
    }
    await Promise.all([...writes, transaction.done])
  }
}

/** Turns a request that throws synchronously into a rejection, so that the requests before it are awaited, too. */
async function write(request: () => Promise<unknown>): Promise<void> {
  await request()
}
