import type { NewUpload, Opening, Quota, Records } from '../Records.js'
import { cleanJson, cleanText } from '../shared/cleanText.js'
import { commonRecords } from '../shared/commonRecords.js'
import { registrationParameters } from '../shared/insertFile.js'
import { fitWithin, limitsOf, readUsage, type Limits } from '../shared/quota.js'
import { fileColumns, readFile, readPreviews, text, textOrNull, type Row } from '../shared/rows.js'
import { nameTables } from '../shared/Tables.js'
import { PostgresConnection, type PostgresQueryable } from './PostgresConnection.js'
import { preparePostgres } from './preparePostgres.js'
import { isOneOf, writeStatements } from './statements.js'

/** The options of `postgres`. */
export interface PostgresOptions {
  /**
   * What the names of the tables begin with. The name of a schema may come first, with a dot; the schema must exist.
   *
   * @default 'coatcheck_'
   */
  readonly tablePrefix?: string
}

/**
 * Records in Postgres, for any number of processes. Takes whatever has `query(sql, parameters)`: a Pool of `pg`, PGlite,
 * Neon's pool. Every method is one statement, so connections may be pooled in any way; the isolation level has to be READ
 * COMMITTED, which is Postgres' default. The tables are made if there are none.
 *
 * @throws {TypeError} if an option is wrong
 * @example
 * const uploads = createUploads({ records: postgres(new Pool({ connectionString })), … })
 */
export function postgres(queryable: PostgresQueryable, { tablePrefix }: PostgresOptions = {}): Records {
  if (typeof queryable?.query !== 'function') {
    throw new TypeError('postgres() needs something with query(sql, parameters), such as a Pool of pg.')
  }
  const tables = nameTables(tablePrefix)
  const statements = writeStatements(tables)
  const db = new PostgresConnection(queryable)

  /** Opens all that it is given or, if that is over quota, nothing. */
  const tryToOpen = (
    statement: string,
    wanted: readonly NewUpload[],
    first: NewUpload,
    limits: Limits,
    nowMs: number,
  ): Promise<readonly Row[]> =>
    db.runUnlessTaken(statement, [
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

  /**
   * Opens what fits. If not everything does, the first attempt opens nothing, and says what is in use. The next one opens
   * what fits into the rest; it opens nothing if another process has taken of the rest in the meantime, and so on.
   */
  const openWithin = async (
    statement: string,
    wanted: readonly NewUpload[],
    quota: Quota,
    nowMs: number,
  ): Promise<ReadonlyMap<NewUpload, Outcome>> => {
    const outcomes = new Map<NewUpload, Outcome>()
    const limits = limitsOf(quota, nowMs)
    let trying = wanted
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const [first] = trying
      if (!first) return outcomes
      const rows = await tryToOpen(statement, trying, first, limits, nowMs)
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
        await db.run(statements.countUsage, [first.owner, first.profile, limits.windowStartMs])
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

  return {
    ...commonRecords(
      {
        run: (sql, parameters) => db.run(sql, parameters),
        change: (sql, parameters) => db.run(sql, parameters),
        isOneOf,
      },
      tables,
    ),

    prepare: () => preparePostgres(db, tables),

    async open(wanted, quota, nowMs) {
      const firsts = new Map<string, NewUpload>()
      for (const upload of wanted) {
        const key = cleanText(upload.idempotencyKey)
        if (!firsts.has(key)) firsts.set(key, upload)
      }
      const outcomes = await openWithin(statements.open, [...firsts.values()], quota, nowMs)
      return wanted.map((upload): Opening => {
        const first = firsts.get(cleanText(upload.idempotencyKey)) ?? upload
        const outcome = outcomes.get(first) ?? taken
        if (outcome.kind === 'gone') return taken
        return first !== upload && outcome.kind === 'opened' ? taken : outcome
      })
    },

    async openOver(upload, objectKey, quota, nowMs) {
      const over = { ...upload, key: objectKey }
      return (await openWithin(statements.openOver, [over], quota, nowMs)).get(over) ?? { kind: 'gone' }
    },

    async extend(ids, urlsExpireAtMs) {
      await db.run(statements.extend, [cleanJson(ids), urlsExpireAtMs])
    },

    async fail(id) {
      const [row] = await db.run(statements.fail, [id])
      return row ? { droppedKey: textOrNull(row, 'dropped_key') } : null
    },

    async register(registration) {
      const [registered] = await db.run(statements.register, registrationParameters(registration))
      // A statement of its own, because that of somebody who came first was waited for, but not seen.
      const [row] = registered
        ? [registered]
        : await db.run(`select ${fileColumns} from ${tables.files} where upload_id = $1`, [registration.uploadId])
      return row ? readFile(row) : null
    },

    async setPreviews(id, previews) {
      return (await db.run(statements.setPreviews, [id, cleanJson(previews)])).length > 0
    },

    async deleteFile(owner, id) {
      const [row] = await db.run(statements.deleteFile, [owner, id])
      if (!row) return null
      const objectKey = textOrNull(row, 'dropped_key')
      return { droppedKeys: [...(objectKey === null ? [] : [objectKey]), ...readPreviews(row).map(({ key }) => key)] }
    },

    /** The connections are the app's. */
    close: async () => {},
  }
}

/** Attempts to open, each of which fails only if another process has opened or given back something. */
const mostAttempts = 1000

type Outcome = Opening | { readonly kind: 'gone' }

const taken: Opening = { kind: 'taken' }

/** null: nothing of it was done, because not everything fits. */
function readOutcome(row: Row): Outcome | null {
  if (row['is_kept'] === false) return { kind: 'gone' }
  if (row['is_taken']) return taken
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
