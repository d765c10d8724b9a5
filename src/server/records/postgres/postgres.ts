import type { NewUpload, Opening, Quota, Records } from '../Records.js'
import { cleanJson, cleanText } from '../shared/cleanText.js'
import { commonRecords } from '../shared/commonRecords.js'
import { registrationParameters } from '../shared/insertFile.js'
import { fileColumns, readFile, readPreviews, textOrNull } from '../shared/rows.js'
import { nameTables } from '../shared/Tables.js'
import { Opener } from './opening/Opener.js'
import { PostgresConnection, type PostgresQueryable } from './PostgresConnection.js'
import { preparePostgres } from './preparePostgres.js'
import { selectEach, textsOf, writeStatements } from './statements.js'

/** The options of `postgres`. */
export interface PostgresOptions {
  /**
   * What the names of the tables begin with. The name of a schema may come first, with a dot; the schema must exist.
   *
   * @default 'coatcheck_'
   */
  readonly tablePrefix?: string
  /**
   * Whether uploads that several requests open at the same time go into one statement, so that a busy server asks the
   * database less often. `query` is then called once for all of them, so it must not depend on whose request it is for.
   *
   * @default true, except in Cloudflare Workers, where no request can wait for what another one has sent
   */
  readonly sharesStatements?: boolean
}

/**
 * Records in Postgres, for any number of processes. Takes whatever has `query(sql, parameters)`: a Pool of `pg`, PGlite,
 * Neon's pool. Every method is one statement, so connections may be pooled in any way; the isolation level has to be READ
 * COMMITTED, which is Postgres' default. The tables are made if there are none.
 *
 * @throws {TypeError} if an option is wrong. If the database does not answer, calls are answered with 500, and `onError` gets
 *   the reason.
 * @example
 * const uploads = createUploads({ records: postgres(new Pool({ connectionString })), … })
 */
export function postgres(
  queryable: PostgresQueryable,
  { tablePrefix, sharesStatements = canShare() }: PostgresOptions = {},
): Records {
  if (typeof queryable?.query !== 'function') {
    throw new TypeError('postgres() needs something with query(sql, parameters), such as a Pool of pg.')
  }
  const tables = nameTables(tablePrefix)
  const statements = writeStatements(tables)
  const db = new PostgresConnection(queryable)
  const opener = new Opener(db, tables, sharesStatements)

  return {
    ...commonRecords(
      {
        run: (sql, parameters) => db.run(sql, parameters),
        change: (sql, parameters) => db.run(sql, parameters),
        selectEach: ({ parameter, ...rows }) => selectEach({ ...rows, values: textsOf(parameter) }),
      },
      tables,
    ),

    prepare: () => preparePostgres(db, tables),

    open: (wanted, quota, nowMs) => openEach(opener, wanted, quota, nowMs, false),
    openUnknown: (wanted, quota, nowMs) => openEach(opener, wanted, quota, nowMs, true),
    openOver: (upload, objectKey, quota, nowMs) => opener.openOver({ ...upload, key: objectKey }, quota, nowMs),

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

function canShare(): boolean {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } }
  return navigator?.userAgent !== 'Cloudflare-Workers'
}

/** Of uploads with the same idempotency key, the first one is opened. */
async function openEach(
  opener: Opener,
  wanted: readonly NewUpload[],
  quota: Quota,
  nowMs: number,
  onlyUnknown: boolean,
): Promise<readonly Opening[]> {
  const firsts = new Map<string, NewUpload>()
  for (const upload of wanted) {
    const key = cleanText(upload.idempotencyKey)
    if (!firsts.has(key)) firsts.set(key, upload)
  }
  const outcomes = await opener.open({ uploads: [...firsts.values()], quota, nowMs, onlyUnknown })
  return wanted.map((upload): Opening => {
    const first = firsts.get(cleanText(upload.idempotencyKey)) ?? upload
    const outcome = outcomes.get(first) ?? taken
    if (outcome.kind === 'gone') return taken
    return first !== upload && outcome.kind === 'opened' ? taken : outcome
  })
}

const taken: Opening = { kind: 'taken' }
