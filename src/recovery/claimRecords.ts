import type { KeptUpload } from '../contract/recovery.js'
import { fileKeysOf, readWrite, type RecoveryDatabase, type StoredRecord } from './database.js'
import { inSlices } from './inSlices.js'
import { isRecord } from './isRecord.js'

/** Which uploads to claim, and for which page. */
export interface Claim {
  readonly scope: string
  /** The name of the backend; undefined claims the uploads of all backends. */
  readonly backend: string | undefined
  /** The id of the claiming page. */
  readonly owner: string
  /** The ids of the page's own records that it has given back. */
  readonly released: ReadonlySet<string>
  /** The ids of all living pages. */
  readonly living: ReadonlySet<string>
}

export interface ClaimResult {
  readonly uploads: readonly KeptUpload[]
  /** Whether some records were skipped because their page lives. */
  readonly isBusy: boolean
}

const recordsPerSlice = 250

/** Claims the records that closed pages left, in one transaction. Deletes invalid records with their files. */
export async function claimRecords(database: RecoveryDatabase, claim: Claim): Promise<ClaimResult> {
  const transaction = readWrite(database, ['records', 'files'], { durability: 'relaxed' })
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  const uploads: KeptUpload[] = []
  let isBusy = false

  const isWanted = ({ record }: StoredRecord): boolean =>
    claim.backend === undefined || record.backend === claim.backend
  const deleteBoth = async (id: string): Promise<void> => {
    await Promise.all([records.delete(id), files.delete(fileKeysOf(id))])
  }
  const claimOne = async (id: string): Promise<void> => {
    const stored = await records.get(id)
    const isOwn = stored?.owner === claim.owner
    if (!stored || (isOwn && !claim.released.has(id))) return
    if (!isOwn && claim.living.has(stored.owner)) {
      isBusy ||= isWanted(stored)
      return
    }
    if (!isStored(stored)) return deleteBoth(id)
    if (!isWanted(stored)) return
    const [kept] = await Promise.all([files.get(fileKeysOf(id)), records.put({ ...stored, owner: claim.owner })])
    uploads.push({
      record: stored.record,
      file: kept instanceof File ? kept : null,
      ...(isHandle(kept) && { handle: kept }),
    })
  }

  const ids = await records.index('scope').getAllKeys(claim.scope)
  await inSlices(ids, recordsPerSlice, async (slice) => void (await Promise.all(slice.map(claimOne))))
  await transaction.done
  return { uploads, isBusy }
}

/** Anything may stand in the database, and not every browser has the class. */
function isHandle(value: unknown): value is FileSystemFileHandle {
  return typeof FileSystemFileHandle !== 'undefined' && value instanceof FileSystemFileHandle
}

function isStored({ record, owner, savedAt }: StoredRecord): boolean {
  return typeof owner === 'string' && typeof savedAt === 'number' && isRecord(record)
}

/** Deletes expired records of any scope, and files without a record. */
export async function deleteExpired(
  database: RecoveryDatabase,
  savedBefore: number,
  living: ReadonlySet<string>,
): Promise<void> {
  const transaction = readWrite(database, ['records', 'files'], { durability: 'relaxed' })
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  const deleteOne = async (id: string): Promise<void> => {
    const stored = await records.get(id)
    if (stored && !living.has(stored.owner)) await records.delete(id)
  }
  const old = await records.index('savedAt').getAllKeys(IDBKeyRange.upperBound(savedBefore))
  await inSlices(old, recordsPerSlice, async (slice) => void (await Promise.all(slice.map(deleteOne))))
  const [ids, fileKeys] = await Promise.all([records.getAllKeys(), files.getAllKeys()])
  const kept = new Set(ids)
  const orphans = fileKeys.filter(([id]) => !kept.has(id))
  await inSlices(
    orphans,
    recordsPerSlice,
    async (slice) => void (await Promise.all(slice.map((key) => files.delete(key)))),
  )
  await transaction.done
}

/** Deletes all records and files of one scope, or of all scopes. */
export async function deleteScope(database: RecoveryDatabase, scope: string | undefined): Promise<void> {
  const transaction = readWrite(database, ['records', 'files'])
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  if (scope === undefined) await Promise.all([records.clear(), files.clear()])
  const ids = scope === undefined ? [] : await records.index('scope').getAllKeys(scope)
  await inSlices(ids, recordsPerSlice, async (slice) => {
    await Promise.all(slice.flatMap((id) => [records.delete(id), files.delete(fileKeysOf(id))]))
  })
  await transaction.done
}
