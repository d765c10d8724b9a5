import type { NewUpload, Opening, Quota } from '../../records/Records.js'
import { charge, enterWindow, fitWithin, limitsOf } from '../../records/shared/quota.js'
import type { SqliteConnection } from './SqliteConnection.js'
import type { UploadsTable } from './tables/uploadsTable.js'
import type { UsageTable } from './tables/usageTable.js'

/** What is opened, and how. */
export interface OpenSteps {
  /** All of one owner and profile. */
  readonly wanted: readonly NewUpload[]
  readonly quota: Quota
  readonly nowMs: number
  /**
   * Whether the content of an upload is here already, so that it is not opened.
   * @default () => false
   */
  readonly isKnown?: (upload: NewUpload) => boolean
  readonly insert: (upload: NewUpload) => void
}

/** Opens what fits into a quota, one upload after the other. Runs in a transaction of the caller. */
export function openWithin(
  db: SqliteConnection,
  { uploads, usage }: { readonly uploads: UploadsTable; readonly usage: UsageTable },
  { wanted, quota, nowMs, isKnown = () => false, insert }: OpenSteps,
): readonly Opening[] {
  const [first] = wanted
  if (!first) return []
  const limits = limitsOf(quota, nowMs)
  let used = usage.find(db, first, limits.isLimited ? limits.windowStartMs : null)
  const openings = wanted.map((upload): Opening => {
    // An upload that is not opened is not charged.
    if (uploads.isLive(db, upload)) return { kind: 'taken' }
    if (isKnown(upload)) return { kind: 'known' }
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
