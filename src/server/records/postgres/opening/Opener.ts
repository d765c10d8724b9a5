import type { NewUpload, Opening, Quota } from '../../Records.js'
import { cleanJson, cleanText } from '../../shared/cleanText.js'
import { fitWithin, limitsOf, readUsage, type Limits } from '../../shared/quota.js'
import { number, type Row } from '../../shared/rows.js'
import type { Tables } from '../../shared/Tables.js'
import type { PostgresConnection } from '../PostgresConnection.js'
import { Gatherer } from './Gatherer.js'
import { writeOpenStatements, type OpenStatements } from './openStatements.js'

/** Attempts to open, each of which fails only if another process has opened or given back something. */
const mostAttempts = 1000

/** Uploads that one statement opens. Larger statements save little, and whoever comes next waits for longer. */
const mostTogether = 100

/** Statements that are under way at the same time: while one waits for the disk, the next one is sent. */
const statementsAtOnce = 2

export type Outcome = Opening | { readonly kind: 'gone' }

/** What is opened in one call. */
export interface OpenCall {
  /** All of one owner and profile, and each with another idempotency key. */
  readonly uploads: readonly NewUpload[]
  readonly quota: Quota
  readonly nowMs: number
  /** Whether those whose content the owner has already are left out. */
  readonly onlyUnknown: boolean
}

/** What a statement is asked to open. */
interface Attempt extends Omit<OpenCall, 'quota'> {
  readonly limits: Limits
}

/** Opens uploads as far as quotas allow. What many callers open at the same time goes into one statement. */
export class Opener {
  readonly #db: PostgresConnection
  readonly #statements: OpenStatements
  /**
   * Calls with a quota and those without are gathered apart. What a statement charges to an owner is granted or refused as
   * a whole, so with a quota, no two calls of one owner share a statement. Without one, they may.
   */
  readonly #limited: Gatherer<Attempt, readonly Row[]>
  readonly #unlimited: Gatherer<Attempt, readonly Row[]>

  constructor(db: PostgresConnection, tables: Tables, sharesStatements: boolean) {
    this.#db = db
    this.#statements = writeOpenStatements(tables)
    const atOnce = sharesStatements ? statementsAtOnce : Number.POSITIVE_INFINITY
    this.#limited = this.#gather(atOnce, (attempt) => [pairOf(attempt), ...keysOf(attempt)])
    this.#unlimited = this.#gather(atOnce, keysOf)
  }

  /** Opens what fits. */
  open(call: OpenCall): Promise<ReadonlyMap<NewUpload, Outcome>> {
    return this.#openWhatFits(call, (attempt) =>
      (attempt.limits.isLimited ? this.#limited : this.#unlimited).add(attempt),
    )
  }

  /** The same for an upload over the object that its key names, if that still exists. */
  async openOver(upload: NewUpload, quota: Quota, nowMs: number): Promise<Outcome> {
    const call = { uploads: [upload], quota, nowMs, onlyUnknown: false }
    const outcomes = await this.#openWhatFits(call, (attempt) => this.#run(this.#statements.openOver, [attempt]))
    return outcomes.get(upload) ?? { kind: 'gone' }
  }

  #gather(atOnce: number, keys: (attempt: Attempt) => readonly string[]): Gatherer<Attempt, readonly Row[]> {
    return new Gatherer({
      run: async (attempts) => {
        const rows = await this.#run(this.#statements.open, attempts)
        return divide(rows, attempts)
      },
      keysOf: keys,
      sizeOf: ({ uploads }) => uploads.length,
      mostTogether,
      atOnce,
    })
  }

  /**
   * If not everything fits, the first attempt opens nothing, and says what is in use. The next one opens what fits into the
   * rest; it opens nothing if another process has taken of the rest in the meantime, and so on.
   */
  async #openWhatFits(
    { uploads, quota, nowMs, onlyUnknown }: OpenCall,
    tryToOpen: (attempt: Attempt) => Promise<readonly Row[]>,
  ): Promise<ReadonlyMap<NewUpload, Outcome>> {
    const outcomes = new Map<NewUpload, Outcome>()
    const limits = limitsOf(quota, nowMs)
    let trying = uploads
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const [first] = trying
      if (!first) return outcomes
      const rows = await tryToOpen({ uploads: trying, limits, nowMs, onlyUnknown })
      for (const [index, upload] of trying.entries()) {
        const row = rows[index]
        const outcome = row ? readOutcome(row) : null
        if (outcome) outcomes.set(upload, outcome)
      }
      const left = uploads.filter((upload) => !outcomes.has(upload))
      const [row] = rows
      if (left.length === 0 || !row) return outcomes
      trying = left
      if (row['files'] === null) {
        await this.#db.run(this.#statements.countUsage, [first.owner, first.profile, limits.windowStartMs])
        continue
      }
      const fits = fitWithin(left, readUsage(row), limits)
      trying = fits.filter(({ refusal }) => !refusal).map(({ upload }) => upload)
      if (trying.length === 0)
        return new Map([
          ...outcomes,
          ...fits.flatMap(({ upload, refusal }) => (refusal ? [[upload, refusal] as const] : [])),
        ])
    }
    throw new Error('Too many uploads of one owner are opened at the same time.')
  }

  /** Answers a row for each upload, in their order. */
  async #run(statement: string, attempts: readonly Attempt[]): Promise<readonly Row[]> {
    const pairs = new Map(attempts.map((attempt) => [pairOf(attempt), toPair(attempt)]))
    const uploads = attempts.flatMap((attempt) => attempt.uploads.map((upload) => toInput(upload, attempt)))
    const rows = await this.#db.runUnlessTaken(statement, [
      cleanJson(uploads.map((upload, place) => ({ ...upload, place }))),
      cleanJson([...pairs.values()]),
    ])
    return rows.toSorted((a, b) => number(a, 'place') - number(b, 'place'))
  }
}

/** Gives each attempt the rows of its own uploads. */
function divide(rows: readonly Row[], attempts: readonly Attempt[]): readonly (readonly Row[])[] {
  let end = 0
  return attempts.map(({ uploads }) => {
    const start = end
    end += uploads.length
    return rows.slice(start, end)
  })
}

/** null: nothing of it was done, because not everything fits. */
function readOutcome(row: Row): Outcome | null {
  if (row['is_kept'] === false) return { kind: 'gone' }
  if (row['is_taken']) return { kind: 'taken' }
  if (row['is_known']) return { kind: 'known' }
  return row['is_opened'] ? { kind: 'opened' } : null
}

/** The owner and the profile of an attempt. */
function pairOf({ uploads: [first] }: Attempt): string {
  return `pair ${cleanJson([first?.owner, first?.profile])}`
}

/** A statement would break the index if it opened two uploads with the same idempotency key. */
function keysOf({ uploads }: Attempt): readonly string[] {
  return uploads.map(({ owner, idempotencyKey }) => `${cleanText(idempotencyKey)} ${cleanText(owner)}`)
}

function toPair({ uploads: [first], limits }: Attempt): Readonly<Record<string, unknown>> {
  return {
    owner: first?.owner,
    profile: first?.profile,
    max_files: limits.maxFiles,
    max_bytes: limits.maxBytes,
    window_start: limits.windowStartMs,
    window_max_files: limits.windowMaxFiles,
    window_max_bytes: limits.windowMaxBytes,
  }
}

function toInput(upload: NewUpload, { limits, nowMs, onlyUnknown }: Attempt): Readonly<Record<string, unknown>> {
  return {
    id: upload.id,
    owner: upload.owner,
    profile: upload.profile,
    is_limited: limits.isLimited,
    only_unknown: onlyUnknown,
    idempotency_key: upload.idempotencyKey,
    object_key: upload.key,
    content: upload.content,
    announced: upload.announced,
    size: upload.announced.size,
    urls_expire_at: upload.urlsExpireAtMs,
    created_at: nowMs,
  }
}
