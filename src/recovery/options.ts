import { aFunction, aNumberFrom, checkFields, ownerNamed, type Rules } from '../shared/options/checkFields.js'
import type { UnavailableReason } from './unavailable.js'

/** The options of `createRecovery`. */
export interface RecoveryOptions {
  /**
   * The name of the IndexedDB database. Give each app on an origin its own name if they must not see each other's
   * uploads.
   * @default 'coatcheck'
   */
  readonly databaseName?: string
  /**
   * The largest file to keep, in bytes. For a larger one, only the record is kept, and after a reload its row asks for
   * the file. 0 keeps no files.
   * @default 32 MiB
   */
  readonly keepFilesUpToBytes?: number
  /**
   * The total size of all kept files, in bytes. Beyond it, only records are kept.
   * @default 512 MiB
   */
  readonly keepAllUpToBytes?: number
  /**
   * How long an unfinished upload is kept after its last change, in milliseconds.
   * @default 7 days
   */
  readonly expiresAfterMs?: number
  /**
   * Called once with the reason if uploads cannot be kept, or no longer. Everything else continues to work.
   * @default one `console.warn`
   */
  readonly onUnavailable?: (reason: UnavailableReason) => void
}

const mebibyte = 1024 ** 2
const dayMs = 24 * 60 * 60 * 1000

/**
 * Checks the options and fills in the defaults.
 * @throws {TypeError} if an option is wrong. The message names it.
 */
export function readOptions(options: RecoveryOptions, warn: (reason: UnavailableReason) => void): Settings {
  checkFields(ownerNamed('createRecovery'), options, rules)
  const {
    databaseName = 'coatcheck',
    keepFilesUpToBytes = 32 * mebibyte,
    keepAllUpToBytes = 512 * mebibyte,
    expiresAfterMs = 7 * dayMs,
    onUnavailable = warn,
  } = options
  return { databaseName, keepFilesUpToBytes, keepAllUpToBytes, expiresAfterMs, onUnavailable }
}

export type Settings = Required<RecoveryOptions>

const rules: Rules<RecoveryOptions> = {
  databaseName: [(value) => typeof value === 'string' && value !== '', 'a name'],
  keepFilesUpToBytes: aNumberFrom(0),
  keepAllUpToBytes: aNumberFrom(0),
  expiresAfterMs: aNumberFrom(0),
  onUnavailable: aFunction,
}
