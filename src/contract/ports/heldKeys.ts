import type { Digest } from '../fileFacts.js'

/** The content that an upload has under its keys. */
export interface HeldContent {
  readonly digest?: Digest | undefined
  readonly sizeBytes: number
}

/**
 * The content that each upload has under its keys. A key is a backend's reference, or an object in storage. Two uploads
 * with different content under one key would overwrite each other, or register each other's bytes.
 */
export interface HeldKeys {
  /**
   * Holds keys in place of those that the upload held before. Returns false, and changes nothing, if another upload
   * holds one of them with different content.
   *
   * @param isHolding called when another upload wants one of the keys: whether this one still needs them
   */
  hold(holder: object, keys: readonly string[], content: HeldContent, isHolding: () => boolean): boolean
  isHeldByOther(holder: object, key: string): boolean
  /** Whether another upload took its keys while it did not hold them. */
  hasLost(holder: object): boolean
  release(holder: object): void
}
