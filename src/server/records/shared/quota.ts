import type { NewUpload, OverQuota, Quota } from '../Records.js'
import { number, type Row } from './rows.js'
import type { Tables } from './Tables.js'

/** What an owner has within one profile, and what was begun in the present window. */
export interface Usage {
  readonly files: number
  readonly bytes: number
  readonly windowStartMs: number
  readonly windowFiles: number
  readonly windowBytes: number
}

export function readUsage(row: Row): Usage {
  return {
    files: number(row, 'files'),
    bytes: number(row, 'bytes'),
    windowStartMs: number(row, 'window_start'),
    windowFiles: number(row, 'window_files'),
    windowBytes: number(row, 'window_bytes'),
  }
}

/**
 * SQL that selects the ids of the uploads that count for the owner `$1` and the profile `$2`. Both tables have an index that
 * begins with the owner. That of all uploads would be read as a whole for each owner who comes for the first time.
 */
export function heldBy({ uploads, files }: Tables): string {
  return `select id from ${uploads} where owner = $1 and profile = $2 and state in ('pending', 'stored')
    union all select upload_id from ${files} where owner = $1 and profile = $2`
}

/** A limit of null is no limit. */
export interface Limits {
  readonly isLimited: boolean
  readonly maxFiles: number | null
  readonly maxBytes: number | null
  readonly windowStartMs: number
  readonly windowEndMs: number
  readonly windowMaxFiles: number | null
  readonly windowMaxBytes: number | null
}

export function limitsOf({ maxFiles, maxTotalBytes, perWindow }: Quota, nowMs: number): Limits {
  const windowMs = (perWindow?.seconds ?? 0) * 1000
  const windowStartMs = windowMs > 0 ? Math.floor(nowMs / windowMs) * windowMs : 0
  const limits = {
    maxFiles: wholeLimit(maxFiles),
    maxBytes: wholeLimit(maxTotalBytes),
    windowMaxFiles: wholeLimit(perWindow?.maxFiles),
    windowMaxBytes: wholeLimit(perWindow?.maxBytes),
  }
  const isLimited = Object.values(limits).some((limit) => limit !== null)
  return { ...limits, isLimited, windowStartMs, windowEndMs: windowStartMs + windowMs }
}

/** Databases compare with whole numbers, and have no infinite ones. */
function wholeLimit(limit: number | undefined): number | null {
  return limit === undefined || limit >= Number.MAX_SAFE_INTEGER ? null : Math.floor(limit)
}

/** Says for each upload, in the order given, which limit it exceeds; null if it fits, and then it counts for the next. */
export function fitWithin(
  uploads: readonly NewUpload[],
  usage: Usage,
  limits: Limits,
): readonly { readonly upload: NewUpload; readonly refusal: OverQuota | null }[] {
  let used = enterWindow(usage, limits)
  return uploads.map((upload) => {
    const next = charge(used, upload.announced.size)
    const refusal = findExceeded(next, upload.announced.size, limits)
    if (!refusal) used = next
    return { upload, refusal }
  })
}

/** A window that ends does not come back, even if another process' clock is slow. */
export function enterWindow(usage: Usage, { windowStartMs }: Limits): Usage {
  return usage.windowStartMs >= windowStartMs ? usage : { ...usage, windowStartMs, windowFiles: 0, windowBytes: 0 }
}

export function charge(usage: Usage, size: number): Usage {
  return {
    ...usage,
    files: usage.files + 1,
    bytes: usage.bytes + size,
    windowFiles: usage.windowFiles + 1,
    windowBytes: usage.windowBytes + size,
  }
}

function findExceeded(usage: Usage, size: number, limits: Limits): OverQuota | null {
  const { maxFiles, maxBytes, windowMaxFiles, windowMaxBytes, windowEndMs } = limits
  if (maxFiles !== null && usage.files > maxFiles) return overQuota('maxFiles', maxFiles, null)
  if (maxBytes !== null && usage.bytes > maxBytes) return overQuota('maxTotalBytes', maxBytes, null)
  if (windowMaxFiles !== null && usage.windowFiles > windowMaxFiles) {
    return overQuota('perWindow.maxFiles', windowMaxFiles, windowMaxFiles > 0 ? windowEndMs : null)
  }
  if (windowMaxBytes !== null && usage.windowBytes > windowMaxBytes) {
    return overQuota('perWindow.maxBytes', windowMaxBytes, size <= windowMaxBytes ? windowEndMs : null)
  }
  return null
}

function overQuota(exceeded: OverQuota['exceeded'], limit: number, retryAtMs: number | null): OverQuota {
  return { kind: 'over-quota', exceeded, limit, retryAtMs }
}
