import { createId } from '../shared/createId.js'
import type { Recovery, UploadRecord } from '../contract/recovery.js'
import { Changes } from './changes.js'
import { openDatabase, type RecoveryDatabase } from './database.js'
import { FileShelf } from './fileShelf.js'
import { inSlices } from './inSlices.js'
import { type RecoveryOptions, readOptions, type Settings } from './options.js'
import { PageLock } from './pageLock.js'
import { type RecordChange, writeRecords } from './recordShelf.js'
import { adopt, type AdoptedUpload, type Claim, forgetScope, purge } from './recordsOfOthers.js'
import { nameOf, readReason, Unavailable, warnOnConsole } from './unavailable.js'
import { withinTime } from './withinTime.js'

/** Unfinished uploads in the browser's database. */
export interface RecoveryStore extends Recovery {
  /**
   * What earlier pages left under a scope. It is this page's from then on: no other gets it while this one lives.
   * @param backend only what was left under a backend of this name; the rest stays for who asks next
   */
  claim(scope: string, backend?: string): Promise<readonly AdoptedUpload[]>
  /**
   * Forgets what is kept of one scope, or of all: when somebody signs out of a computer that others use. What is being
   * sent goes on, and is not kept any more. Never rejects.
   */
  clear(scope?: string): Promise<void>
}

/**
 * Keeps unfinished uploads in IndexedDB, so that they go on after a reload or a crash. Inert until the first upload, so
 * it may be made on a server, or beside the imports. One for each page is enough.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * const recovery = createRecovery()
 * <UploadProvider backend={useRestBackend({ url: '/api/uploads', scope: `acme:${user.id}` })} recovery={recovery}>
 */
export function createRecovery(options: RecoveryOptions = {}): RecoveryStore {
  return new IndexedRecovery(readOptions(options, warnOnConsole))
}

const secondsToAnswer = 10
const recordsAtOnce = 500
/** A page that is being reloaded may keep its lock for a moment longer. */
const lookAgainAfterMs = 250

class IndexedRecovery implements RecoveryStore {
  readonly #settings: Settings
  readonly #files: FileShelf
  readonly #changes = new Changes<RecordChange>((changes) => this.#write(changes))
  #page: PageLock | null = null
  #database: Promise<RecoveryDatabase> | null = null
  #isOff = false
  /** Ids of this page's unfinished uploads, with their scope. */
  readonly #own = new Map<string, string>()
  /** Ids that were cleared away: nothing more is kept of these uploads. */
  readonly #lost = new Set<string>()
  /** Ids of uploads that this page claimed, and has nobody for. */
  readonly #released = new Set<string>()
  #underWay = 0

  constructor(settings: Settings) {
    this.#settings = settings
    this.#files = new FileShelf(
      () => this.#open(),
      settings,
      () => this.#rest(),
    )
  }

  get isOn(): boolean {
    return !this.#isOff
  }

  async claim(scope: string, backend?: string): Promise<readonly AdoptedUpload[]> {
    const uploads: AdoptedUpload[] = []
    await this.#attempt(async (page) => {
      await page.hold()
      const isBusy = await this.#adopt({ scope, backend }, page, uploads)
      if (!isBusy) return
      await new Promise((resolve) => setTimeout(resolve, lookAgainAfterMs))
      await this.#adopt({ scope, backend }, page, uploads)
    })
    return [...uploads]
  }

  async save(record: UploadRecord, file?: File): Promise<void> {
    const { id, scope } = record
    if (this.#isOff || isOnServer() || this.#lost.has(id)) return
    const isNew = !this.#own.has(id) || this.#changes.peek(id)?.isNew === true
    this.#own.set(id, scope)
    await this.#hasWritten(this.#changes.add(id, { record, isNew }))
    if (file && this.#own.has(id)) this.#files.put(id, file)
  }

  async forget(id: string): Promise<void> {
    this.#lost.delete(id)
    if (this.#isOff || !this.#own.delete(id)) return
    this.#files.remove(id)
    // What was never written needs not be taken away.
    const isUnwritten = this.#changes.peek(id)?.isNew === true
    if (isUnwritten) this.#changes.drop(id)
    else await this.#hasWritten(this.#changes.add(id, null))
  }

  release(ids: readonly string[]): void {
    for (const id of ids) if (this.#own.delete(id)) this.#released.add(id)
    this.#rest()
  }

  async clear(scope?: string): Promise<void> {
    for (const [id, one] of this.#own) {
      if (scope !== undefined && one !== scope) continue
      this.#own.delete(id)
      this.#changes.drop(id)
      this.#files.remove(id)
      this.#lost.add(id)
    }
    await this.#attempt(async () => forgetScope(await this.#open(), scope))
  }

  async #adopt(claim: Pick<Claim, 'scope' | 'backend'>, page: PageLock, uploads: AdoptedUpload[]): Promise<boolean> {
    return page.alone(async () => {
      const [database, living] = await Promise.all([this.#open(), page.findLiving()])
      await purge(database, Date.now() - this.#settings.expiresAfterMs, living)
      const found = await adopt(database, { ...claim, owner: page.pageId, released: this.#released, living })
      for (const { record } of found.uploads) {
        this.#own.set(record.id, record.scope)
        this.#released.delete(record.id)
      }
      uploads.push(...found.uploads)
      return found.isBusy
    })
  }

  #write(changes: ReadonlyMap<string, RecordChange>): Promise<void> {
    return inSlices([...changes], recordsAtOnce, (slice) =>
      this.#attempt(async (page) => {
        // Before the record: what nobody holds a lock for, another page may take.
        const [database] = await Promise.all([this.#open(), page.hold()])
        const wanted = slice.filter(([id, change]) => !change || this.#own.has(id))
        const lost = await writeRecords(database, wanted, { owner: page.pageId, savedAt: Date.now() })
        for (const id of lost) if (this.#own.delete(id)) this.#lost.add(id)
      }),
    )
  }

  /** What is gathered is under way, too. */
  async #hasWritten(writing: Promise<void>): Promise<void> {
    this.#underWay += 1
    await writing
    this.#underWay -= 1
    this.#rest()
  }

  /** Whatever happens, whoever waits goes on: in time, and without an error. */
  async #attempt(work: (page: PageLock) => Promise<void>): Promise<void> {
    if (this.#isOff || isOnServer()) return
    this.#underWay += 1
    try {
      await withinTime(this.#twice(work), secondsToAnswer)
    } catch (error) {
      this.#turnOff(error)
    } finally {
      this.#underWay -= 1
      this.#rest()
    }
  }

  /** The browser may close the database at any time, as when a person deletes the data of a page. */
  async #twice(work: (page: PageLock) => Promise<void>): Promise<void> {
    const page = this.#knock()
    try {
      await work(page)
    } catch (error) {
      if (nameOf(error) !== 'InvalidStateError' && nameOf(error) !== 'AbortError') throw error
      this.#database = null
      await work(page)
    }
  }

  #knock(): PageLock {
    if (typeof navigator.locks === 'undefined') throw new Unavailable('no-locks')
    this.#page ??= new PageLock(navigator.locks, this.#settings.databaseName, createId())
    return this.#page
  }

  #open(): Promise<RecoveryDatabase> {
    this.#database ??= openDatabase(this.#settings.databaseName, () => (this.#database = null))
    return this.#database
  }

  /** Keeps the lock: while this page works on what it wrote, no other may. */
  #turnOff(error: unknown): void {
    if (this.#isOff) return
    this.#isOff = true
    this.#settings.onUnavailable(readReason(error))
    void this.#takeBack()
  }

  /** What is no longer kept up to date would be done twice. */
  async #takeBack(): Promise<void> {
    const gone = Array.from(this.#own.keys(), (id) => [id, null] as const)
    try {
      await writeRecords(await this.#open(), gone, { owner: '', savedAt: 0 })
    } catch {
      // It was worth a try.
    }
  }

  #rest(): void {
    if (this.#own.size > 0 || this.#underWay > 0 || !this.#files.isIdle || this.#isOff) return
    this.#page?.release()
  }
}

/** Nothing is unfinished there, and nothing is missed. */
function isOnServer(): boolean {
  return typeof location === 'undefined'
}
