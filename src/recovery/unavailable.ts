/** Why uploads are not kept. */
export type UnavailableReason =
  /** The browser has no IndexedDB here, or does not let the page have it. */
  | 'no-database'
  /** No Web Locks, without which two tabs might send the same file: the page is not served securely. */
  | 'no-locks'
  /** The database is of a later version of this package, which may be open in another tab. */
  | 'newer-version'
  /** There is no room for even the records. */
  | 'full'
  /** The browser did not answer in time. */
  | 'timed-out'
  /** Anything else: a damaged database, for one. */
  | 'failed'

const sentences: Readonly<Record<UnavailableReason, string>> = {
  'no-database': 'this browser does not give the page a database',
  'no-locks': 'the browser has Web Locks only on pages that are served securely',
  'newer-version': 'the database belongs to a later version of coatcheck',
  full: 'there is no room left',
  'timed-out': 'the browser does not answer',
  failed: 'the database cannot be used',
}

/** The default: says it to the developer. Reasons only, because the error of a browser may hold anything. */
export function warnOnConsole(reason: UnavailableReason): void {
  console.warn(`coatcheck: uploads will not survive a reload, because ${sentences[reason]}.`)
}

/** Ends the use of the database for a reason that is known already. */
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

/** What a failure of the database, or of a lock, comes down to. */
export function readReason(thrown: unknown): UnavailableReason {
  if (thrown instanceof Unavailable) return thrown.reason
  return reasonByName[nameOf(thrown)] ?? 'failed'
}

/** The name of an error or a DOMException. */
export function nameOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : ''
}
