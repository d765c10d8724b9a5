/** Why uploads cannot be kept. */
export type UnavailableReason =
  /** There is no IndexedDB, or the browser denies access to it. */
  | 'no-database'
  /** There are no Web Locks, because the page is insecure. Without them, two tabs might send the same file. */
  | 'no-locks'
  /** The database belongs to a later version of this package, which may be open in another tab. */
  | 'newer-version'
  /** There is not even space for the records. */
  | 'full'
  /** The browser did not answer in time. */
  | 'timed-out'
  /** Anything else, such as a damaged database. */
  | 'failed'

const sentences: Readonly<Record<UnavailableReason, string>> = {
  'no-database': 'the browser does not allow this page a database',
  'no-locks': 'browsers offer Web Locks only to secure pages',
  'newer-version': 'the database belongs to a later version of coatcheck',
  full: 'there is no space left',
  'timed-out': 'the browser does not answer',
  failed: 'the database cannot be used',
}

/** The default for `onUnavailable`. It logs only the reason, because a browser's own error may contain anything. */
export function warnOnConsole(reason: UnavailableReason): void {
  console.warn(`coatcheck: uploads will not survive a reload, because ${sentences[reason]}.`)
}

/** Thrown when the reason is already known. */
export class Unavailable extends Error {
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason) {
    super(sentences[reason])
    this.name = 'Unavailable'
    this.reason = reason
  }
}

const reasonByName: Readonly<Record<string, UnavailableReason>> = {
  SecurityError: 'no-database',
  VersionError: 'newer-version',
  QuotaExceededError: 'full',
}

/** Maps a failure of the database or of a lock to its reason. */
export function readReason(thrown: unknown): UnavailableReason {
  if (thrown instanceof Unavailable) return thrown.reason
  return reasonByName[nameOf(thrown)] ?? 'failed'
}

/** Returns the name of an error or a DOMException; empty for anything else. */
export function nameOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : ''
}
