import { aFunction, aNumberFrom, checkFields, ownerNamed, type Rules } from '../shared/options/checkFields.js'
import type { UnavailableReason } from './unavailable.js'

/** How `createRecovery` is set up. */
export interface RecoveryOptions {
  /**
   * The IndexedDB database. Apps of one origin that must not see each other's uploads take names of their own.
   * @default 'coatcheck'
   */
  readonly databaseName?: string
  /**
   * A larger file is kept without its bytes: after a reload its row asks for it. Bytes.
   * @default 32 MiB
   */
  readonly keepFilesUpToBytes?: number
  /**
   * What the kept files may weigh together; the others are kept without their bytes. Bytes.
   * @default 512 MiB
   */
  readonly keepAllUpToBytes?: number
  /**
   * How long an upload that nobody goes on with is kept. Milliseconds.
   * @default 7 days
   */
  readonly expiresAfterMs?: number
  /**
   * Told once when uploads cannot be kept in this browser, or no longer. Everything else goes on.
   * @default one `console.warn`
   */
  readonly onUnavailable?: (reason: UnavailableReason) => void
}

const mebibyte = 1024 ** 2
const dayMs = 24 * 60 * 60 * 1000

/**
 * The options with their defaults.
 * @throws {TypeError} when one is wrong; the message names it.
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
