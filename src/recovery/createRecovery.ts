import { createId } from '../shared/createId.js'
import type { KeptUpload, Recovery, UploadRecord } from '../contract/recovery.js'
import { WriteBatcher } from './WriteBatcher.js'
import { openDatabase, type RecoveryDatabase } from './database.js'
import { FileStore } from './FileStore.js'
import { inSlices } from './inSlices.js'
import { type RecoveryOptions, readOptions, type Settings } from './options.js'
import { PageLock } from './PageLock.js'
import { type RecordChange, writeRecords } from './writeRecords.js'
import { claimRecords, type Claim, deleteScope, deleteExpired } from './claimRecords.js'
import { nameOf, readReason, Unavailable, warnOnConsole } from './unavailable.js'
import { withinTime } from './withinTime.js'

/** A store for unfinished uploads in the browser's database. */
export interface RecoveryStore extends Recovery {
  /**
   * Takes over the unfinished uploads that earlier pages left under a scope. No other page gets them while this one
   * lives.
   * @param backend limits the result to uploads of the backend with this name; all others stay for a later claim
   */
  claim(scope: string, backend?: string): Promise<readonly KeptUpload[]>
  /**
   * Deletes everything that is kept for one scope, or for all. Call it when a user signs out of a shared computer.
   * Uploads that are under way continue, but are no longer kept. Never rejects.
   */
  clear(scope?: string): Promise<void>
}

/**
 * Creates a store that keeps unfinished uploads in IndexedDB, so that they continue after a reload or a crash. Create
 * one per page, next to the imports. It does nothing before the first upload, so this is safe on a server, too.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example
 * const recovery = createRecovery()
 * <UploadProvider backend={useRestBackend({ url: '/api/uploads', scope: `acme:${user.id}` })} recovery={recovery}>
 */
export function createRecovery(options: RecoveryOptions = {}): RecoveryStore {
  return new IndexedRecovery(readOptions(options, warnOnConsole))
}

const timeoutSeconds = 10
/** Cloning so many records takes a task a few milliseconds. */
const recordsPerTransaction = 100
/** A page that is being reloaded may hold its lock for a moment longer, so the claim is repeated once. */
const secondClaimDelayMs = 250

class IndexedRecovery implements RecoveryStore {
  readonly #settings: Settings
  readonly #files: FileStore
  readonly #changes = new WriteBatcher<RecordChange>((changes) => this.#write(changes))
  #page: PageLock | null = null
  #database: Promise<RecoveryDatabase> | null = null
  #isOff = false
  /** The ids of this page's unfinished uploads, with their scopes. */
  readonly #own = new Map<string, string>()
  /** The ids of uploads that are no longer kept, because their records were deleted or cannot be written. */
  readonly #unkept = new Set<string>()
  /** The ids of uploads that this page claimed and then gave back. */
  readonly #released = new Set<string>()
  #underWay = 0

  constructor(settings: Settings) {
    this.#settings = settings
    this.#files = new FileStore(
      () => this.#open(),
      settings,
      () => this.#releaseIfIdle(),
    )
  }

  get isOn(): boolean {
    return !this.#isOff
  }

  async claim(scope: string, backend?: string): Promise<readonly KeptUpload[]> {
    const uploads: KeptUpload[] = []
    await this.#run(async (page) => {
      await page.hold()
      const isBusy = await this.#claimOnce({ scope, backend }, page, uploads)
      if (!isBusy) return
      await new Promise((resolve) => setTimeout(resolve, secondClaimDelayMs))
      await this.#claimOnce({ scope, backend }, page, uploads)
    })
    return [...uploads]
  }

  async save(record: UploadRecord, file?: File, handle?: FileSystemFileHandle): Promise<void> {
    const { id, scope } = record
    if (this.#isOff || isOnServer() || this.#unkept.has(id)) return
    const isNew = !this.#own.has(id) || this.#changes.peek(id)?.isNew === true
    this.#own.set(id, scope)
    await this.#hasWritten(this.#changes.add(id, { record, isNew }))
    if (file && this.#own.has(id)) this.#files.put(id, file, handle)
  }

  async forget(id: string): Promise<void> {
    this.#unkept.delete(id)
    if (this.#isOff || !this.#own.delete(id)) return
    this.#files.remove(id)
    // A record that was never written need not be deleted.
    const isUnwritten = this.#changes.peek(id)?.isNew === true
    if (isUnwritten) this.#changes.drop(id)
    else await this.#hasWritten(this.#changes.add(id, null))
  }

  release(ids: readonly string[]): void {
    for (const id of ids) if (this.#own.delete(id)) this.#released.add(id)
    this.#releaseIfIdle()
  }

  async clear(scope?: string): Promise<void> {
    for (const [id, one] of this.#own) {
      if (scope !== undefined && one !== scope) continue
      this.#own.delete(id)
      this.#changes.drop(id)
      this.#files.remove(id)
      this.#unkept.add(id)
    }
    await this.#run(async () => deleteScope(await this.#open(), scope))
  }

  async #claimOnce(claim: Pick<Claim, 'scope' | 'backend'>, page: PageLock, uploads: KeptUpload[]): Promise<boolean> {
    return page.runExclusively(async () => {
      const [database, living] = await Promise.all([this.#open(), page.findLivingPages()])
      await deleteExpired(database, Date.now() - this.#settings.expiresAfterMs, living)
      const found = await claimRecords(database, { ...claim, owner: page.pageId, released: this.#released, living })
      for (const { record } of found.uploads) {
        this.#own.set(record.id, record.scope)
        this.#released.delete(record.id)
      }
      uploads.push(...found.uploads)
      return found.isBusy
    })
  }

  #write(changes: ReadonlyMap<string, RecordChange>): Promise<void> {
    return inSlices([...changes], recordsPerTransaction, (slice) =>
      this.#run(async (page) => {
        // The lock comes first, because another page may claim records whose page holds no lock.
        const [database] = await Promise.all([this.#open(), page.hold()])
        const wanted = slice.filter(([id, change]) => !change || this.#own.has(id))
        const unkept = await writeRecords(database, wanted, { owner: page.pageId, savedAt: Date.now() })
        for (const id of unkept) if (this.#own.delete(id)) this.#unkept.add(id)
      }),
    )
  }

  /** Counts a batched change as under way, so that the lock is held until it has been written. */
  async #hasWritten(writing: Promise<void>): Promise<void> {
    this.#underWay += 1
    await writing
    this.#underWay -= 1
    this.#releaseIfIdle()
  }

  /** Runs the work within the time limit. A failure turns the store off, and callers continue without an error. */
  async #run(work: (page: PageLock) => Promise<void>): Promise<void> {
    if (this.#isOff || isOnServer()) return
    this.#underWay += 1
    try {
      await withinTime(this.#runWithRetry(work), timeoutSeconds)
    } catch (error) {
      this.#turnOff(error)
    } finally {
      this.#underWay -= 1
      this.#releaseIfIdle()
    }
  }

  /** Repeats the work once, because the browser may close the database at any time, for example to delete site data. */
  async #runWithRetry(work: (page: PageLock) => Promise<void>): Promise<void> {
    const page = this.#getPageLock()
    try {
      await work(page)
    } catch (error) {
      if (nameOf(error) !== 'InvalidStateError' && nameOf(error) !== 'AbortError') throw error
      this.#database = null
      await work(page)
    }
  }

  #getPageLock(): PageLock {
    if (typeof navigator.locks === 'undefined') throw new Unavailable('no-locks')
    this.#page ??= new PageLock(navigator.locks, this.#settings.databaseName, createId())
    return this.#page
  }

  #open(): Promise<RecoveryDatabase> {
    this.#database ??= openDatabase(this.#settings.databaseName, () => (this.#database = null))
    return this.#database
  }

  /** The lock stays, because no other page may claim the records while this one still works on the uploads. */
  #turnOff(error: unknown): void {
    if (this.#isOff) return
    this.#isOff = true
    this.#settings.onUnavailable(readReason(error))
    void this.#deleteOwn()
  }

  /** Deletes this page's records: they are no longer updated, so a later page would repeat finished uploads. */
  async #deleteOwn(): Promise<void> {
    const gone = Array.from(this.#own.keys(), (id) => [id, null] as const)
    try {
      await writeRecords(await this.#open(), gone, { owner: '', savedAt: 0 })
    } catch {
      // The database may be what failed. The expiry then deletes the records later.
    }
  }

  #releaseIfIdle(): void {
    if (this.#own.size > 0 || this.#underWay > 0 || !this.#files.isIdle || this.#isOff) return
    this.#page?.release()
  }
}

/** A server has no unfinished uploads, so it needs no warning about a missing database. */
function isOnServer(): boolean {
  return typeof location === 'undefined'
}
