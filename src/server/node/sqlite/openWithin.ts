import type { NewUpload, Opening, Quota } from '../../records/Records.js'
import { charge, enterWindow, fitWithin, limitsOf } from '../../records/shared/quota.js'
import type { SqliteConnection } from './SqliteConnection.js'
import type { UsageTable } from './tables/usageTable.js'

/** What is opened, and how. */
export interface OpenSteps {
  /** All of one owner and profile. */
  readonly wanted: readonly NewUpload[]
  readonly quota: Quota
  readonly nowMs: number
  /** Whether something is there already, so that the upload is not opened and costs nothing. */
  readonly find: (upload: NewUpload) => 'taken' | 'known' | null
  readonly insert: (upload: NewUpload) => void
}

/** Opens what fits into a quota, one upload after the other. Runs in a transaction of the caller. */
export function openWithin(
  db: SqliteConnection,
  usage: UsageTable,
  { wanted, quota, nowMs, find, insert }: OpenSteps,
): readonly Opening[] {
  const [first] = wanted
  if (!first) return []
  const limits = limitsOf(quota, nowMs)
  let used = usage.find(db, first, limits.isLimited ? limits.windowStartMs : null)
  const openings = wanted.map((upload): Opening => {
    const earlier = find(upload)
    if (earlier) return { kind: earlier }
    if (used) {
      const refusal = fitWithin([upload], used, limits)[0]?.refusal
      if (refusal) return refusal
      used = charge(enterWindow(used, limits), upload.announced.size)
    }
    insert(upload)
    return { kind: 'opened' }
  })
  if (used) usage.set(db, first, used)
  return openings
}
