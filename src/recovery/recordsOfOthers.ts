import type { UploadRecord } from '../contract/recovery.js'
import { fileKeysOf, readWrite, type RecoveryDatabase, type StoredRecord } from './database.js'
import { inSlices } from './inSlices.js'
import { isRecord } from './isRecord.js'

/** Whose uploads, and who may have them. */
export interface Claim {
  readonly scope: string
  /** Only those of the backend of this name; undefined: all. */
  readonly backend: string | undefined
  readonly owner: string
  /** Ids of what is signed by the page itself, and not worked on. */
  readonly released: ReadonlySet<string>
  readonly living: ReadonlySet<string>
}

export interface Adopted {
  readonly uploads: readonly AdoptedUpload[]
  /** Others were passed over, because the page that works on them lives. */
  readonly isBusy: boolean
}

export interface AdoptedUpload {
  readonly record: UploadRecord
  readonly file: File | null
}

const recordsAtOnce = 250

/** Makes a page's own what pages that are gone have left, in one transaction. What is no record goes, with its file. */
export async function adopt(database: RecoveryDatabase, claim: Claim): Promise<Adopted> {
  const transaction = readWrite(database, ['records', 'files'], { durability: 'relaxed' })
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  const uploads: AdoptedUpload[] = []
  let isBusy = false

  const isWanted = ({ record }: StoredRecord): boolean =>
    claim.backend === undefined || record.backend === claim.backend
  const throwAway = async (id: string): Promise<void> => {
    await Promise.all([records.delete(id), files.delete(fileKeysOf(id))])
  }
  const adoptOne = async (id: string): Promise<void> => {
    const stored = await records.get(id)
    const isOwn = stored?.owner === claim.owner
    if (!stored || (isOwn && !claim.released.has(id))) return
    if (!isOwn && claim.living.has(stored.owner)) {
      isBusy ||= isWanted(stored)
      return
    }
    if (!isStored(stored)) return throwAway(id)
    if (!isWanted(stored)) return
    const [file] = await Promise.all([files.get(fileKeysOf(id)), records.put({ ...stored, owner: claim.owner })])
    uploads.push({ record: stored.record, file: file instanceof File ? file : null })
  }

  const ids = await records.index('scope').getAllKeys(claim.scope)
  await inSlices(ids, recordsAtOnce, async (slice) => void (await Promise.all(slice.map(adoptOne))))
  await transaction.done
  return { uploads, isBusy }
}

function isStored({ record, owner, savedAt }: StoredRecord): boolean {
  return typeof owner === 'string' && typeof savedAt === 'number' && isRecord(record)
}

/** Throws away what is too old, whoever left it, and files whose record is gone. */
export async function purge(
  database: RecoveryDatabase,
  savedBefore: number,
  living: ReadonlySet<string>,
): Promise<void> {
  const transaction = readWrite(database, ['records', 'files'], { durability: 'relaxed' })
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  const purgeOne = async (id: string): Promise<void> => {
    const stored = await records.get(id)
    if (stored && !living.has(stored.owner)) await records.delete(id)
  }
  const old = await records.index('savedAt').getAllKeys(IDBKeyRange.upperBound(savedBefore))
  await inSlices(old, recordsAtOnce, async (slice) => void (await Promise.all(slice.map(purgeOne))))
  const [ids, fileKeys] = await Promise.all([records.getAllKeys(), files.getAllKeys()])
  const kept = new Set(ids)
  const orphans = fileKeys.filter(([id]) => !kept.has(id))
  await inSlices(
    orphans,
    recordsAtOnce,
    async (slice) => void (await Promise.all(slice.map((key) => files.delete(key)))),
  )
  await transaction.done
}

/** Forgets everything of one scope, or of all. */
export async function forgetScope(database: RecoveryDatabase, scope: string | undefined): Promise<void> {
  const transaction = readWrite(database, ['records', 'files'])
  const records = transaction.objectStore('records')
  const files = transaction.objectStore('files')
  if (scope === undefined) await Promise.all([records.clear(), files.clear()])
  const ids = scope === undefined ? [] : await records.index('scope').getAllKeys(scope)
  await inSlices(ids, recordsAtOnce, async (slice) => {
    await Promise.all(slice.flatMap((id) => [records.delete(id), files.delete(fileKeysOf(id))]))
  })
  await transaction.done
}
