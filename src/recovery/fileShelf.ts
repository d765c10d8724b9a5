import { fileKeysOf, readWrite, type RecoveryDatabase } from './database.js'
import { nextTask } from '../shared/nextTask.js'
import type { Settings } from './options.js'
import { nameOf } from './unavailable.js'

/** Small enough that a file is on its shelf soon, and that a failure takes few others with it. */
const atOnce = { files: 50, bytes: 8 * 1024 ** 2 }

/** Its size is read once: for it, a browser goes to the disk. */
interface Given {
  readonly file: File
  readonly sizeBytes: number
}

/** By upload; null: it goes. */
type Lot = ReadonlyMap<string, Given | null>

/**
 * Keeps files, one small lot after another: copying them takes the browser a while, and records need not wait for it.
 * A file that cannot be kept is left out.
 */
export class FileShelf {
  readonly #open: () => Promise<RecoveryDatabase>
  readonly #onIdle: () => void
  readonly #waiting = new Map<string, Given | null>()
  readonly #keepAllUpToBytes: number
  /** The browser's own limit shows where a file finds no room: a larger one is not tried any more. */
  #largestBytes: number
  /** Bytes by upload, as they lie on the shelf; null: to be looked up. */
  #sizes: Map<string, number> | null = null
  #isAtWork = false

  /** `open` may reject: then nothing is kept. */
  constructor(open: () => Promise<RecoveryDatabase>, settings: Settings, onIdle: () => void) {
    this.#open = open
    this.#largestBytes = settings.keepFilesUpToBytes
    this.#keepAllUpToBytes = settings.keepAllUpToBytes
    this.#onIdle = onIdle
  }

  get isIdle(): boolean {
    return !this.#isAtWork
  }

  put(id: string, file: File): void {
    const sizeBytes = file.size
    if (sizeBytes <= this.#largestBytes) this.#ask(id, { file, sizeBytes })
  }

  remove(id: string): void {
    this.#ask(id, null)
  }

  #ask(id: string, given: Given | null): void {
    this.#waiting.delete(id)
    this.#waiting.set(id, given)
    if (!this.#isAtWork) void this.#workOff()
  }

  async #workOff(): Promise<void> {
    this.#isAtWork = true
    await nextTask()
    this.#sizes = null
    while (this.#waiting.size > 0) {
      const lot = this.#takeLot()
      try {
        await this.#write(lot)
      } catch {
        // One that cannot be copied takes its lot with it: they are tried one by one.
        for (const [id, given] of lot) await this.#writeAlone(id, given)
      }
    }
    this.#isAtWork = false
    this.#onIdle()
  }

  #takeLot(): Lot {
    const lot = new Map<string, Given | null>()
    let bytes = 0
    for (const [id, given] of this.#waiting) {
      bytes += given?.sizeBytes ?? 0
      if (lot.size > 0 && (lot.size >= atOnce.files || bytes > atOnce.bytes)) break
      lot.set(id, given)
      this.#waiting.delete(id)
    }
    return lot
  }

  async #writeAlone(id: string, given: Given | null): Promise<void> {
    this.#sizes = null
    try {
      await this.#write(new Map([[id, given]]))
    } catch (error) {
      this.#sizes = null
      if (given && nameOf(error) === 'QuotaExceededError') this.#largestBytes = given.sizeBytes - 1
    }
  }

  async #write(lot: Lot): Promise<void> {
    const database = await this.#open()
    const transaction = readWrite(database, ['files'], { durability: 'relaxed' })
    const store = transaction.objectStore('files')
    // Nothing needs to be added up where files only go.
    const isFuller = [...lot.values()].some((given) => given !== null)
    if (isFuller) this.#sizes ??= new Map(await store.getAllKeys())
    const sizes = this.#sizes ?? new Map<string, number>()
    for (const id of lot.keys()) sizes.delete(id)
    let totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    const writes: Promise<unknown>[] = []
    for (const [id, given] of lot) {
      writes.push(write(() => store.delete(fileKeysOf(id))))
      if (!given || given.sizeBytes > this.#largestBytes) continue
      const { file, sizeBytes } = given
      if (totalBytes + sizeBytes > this.#keepAllUpToBytes) continue
      totalBytes += sizeBytes
      sizes.set(id, sizeBytes)
      writes.push(write(() => store.put(file, [id, sizeBytes])))
    }
    await Promise.all([...writes, transaction.done])
  }
}

/** What a request throws at once is heard where its end would be, and so are those before it. */
async function write(request: () => Promise<unknown>): Promise<void> {
  await request()
}
