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
  const { databaseName = 'coatcheck', onUnavailable = warn } = options
  if (typeof databaseName !== 'string' || databaseName === '') refuse('databaseName', 'a name', databaseName)
  if (typeof onUnavailable !== 'function') refuse('onUnavailable', 'a function', onUnavailable)
  return {
    databaseName,
    keepFilesUpToBytes: readAmount(options, 'keepFilesUpToBytes', 32 * mebibyte),
    keepAllUpToBytes: readAmount(options, 'keepAllUpToBytes', 512 * mebibyte),
    expiresAfterMs: readAmount(options, 'expiresAfterMs', 7 * dayMs),
    onUnavailable,
  }
}

export type Settings = Required<RecoveryOptions>

type Amount = 'keepFilesUpToBytes' | 'keepAllUpToBytes' | 'expiresAfterMs'

function readAmount(options: RecoveryOptions, name: Amount, byDefault: number): number {
  const amount = options[name] ?? byDefault
  return typeof amount === 'number' && amount >= 0 ? amount : refuse(name, 'a number from 0 up', amount)
}

function refuse(name: keyof RecoveryOptions, expected: string, given: unknown): never {
  throw new TypeError(`createRecovery: '${name}' has to be ${expected}, not ${String(given)}.`)
}
