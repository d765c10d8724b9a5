import type { NewUpload, Opening, Quota } from '../Records.js'
import { cleanJson } from '../shared/cleanText.js'
import { fitWithin, limitsOf, readUsage, type Limits } from '../shared/quota.js'
import { text, type Row } from '../shared/rows.js'
import type { PostgresConnection } from './PostgresConnection.js'
import type { Statements } from './statements.js'

/** Attempts to open, each of which fails only if another process has opened or given back something. */
const mostAttempts = 1000

export type Outcome = Opening | { readonly kind: 'gone' }

/** Opens uploads as far as quotas allow. */
export class Opener {
  readonly #db: PostgresConnection
  readonly #statements: Statements

  constructor(db: PostgresConnection, statements: Statements) {
    this.#db = db
    this.#statements = statements
  }

  /**
   * Opens what fits. If not everything does, the first attempt opens nothing, and says what is in use. The next one opens
   * what fits into the rest; it opens nothing if another process has taken of the rest in the meantime, and so on.
   */
  async open(
    by: 'open' | 'openOver',
    wanted: readonly NewUpload[],
    quota: Quota,
    nowMs: number,
  ): Promise<ReadonlyMap<NewUpload, Outcome>> {
    const outcomes = new Map<NewUpload, Outcome>()
    const limits = limitsOf(quota, nowMs)
    let trying = wanted
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const [first] = trying
      if (!first) return outcomes
      const rows = await this.#tryToOpen(this.#statements[by], trying, first, limits, nowMs)
      const found = new Map(rows.map((row) => [text(row, 'id'), readOutcome(row)]))
      for (const upload of trying) {
        const outcome = found.get(upload.id)
        if (outcome) outcomes.set(upload, outcome)
      }
      const left = wanted.filter((upload) => !outcomes.has(upload))
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

  /** Opens all that it is given or, if that is over quota, nothing. */
  #tryToOpen(
    statement: string,
    wanted: readonly NewUpload[],
    first: NewUpload,
    limits: Limits,
    nowMs: number,
  ): Promise<readonly Row[]> {
    return this.#db.runUnlessTaken(statement, [
      cleanJson(wanted.map(toRow)),
      first.owner,
      first.profile,
      nowMs,
      limits.isLimited ? 1 : 0,
      limits.maxFiles,
      limits.maxBytes,
      limits.windowStartMs,
      limits.windowMaxFiles,
      limits.windowMaxBytes,
    ])
  }
}

/** null: nothing of it was done, because not everything fits. */
function readOutcome(row: Row): Outcome | null {
  if (row['is_kept'] === false) return { kind: 'gone' }
  if (row['is_taken']) return { kind: 'taken' }
  return row['is_opened'] ? { kind: 'opened' } : null
}

function toRow(upload: NewUpload): Readonly<Record<string, unknown>> {
  return {
    id: upload.id,
    idempotency_key: upload.idempotencyKey,
    object_key: upload.key,
    content: upload.content,
    announced: upload.announced,
    size: upload.announced.size,
    urls_expire_at: upload.urlsExpireAtMs,
  }
}
