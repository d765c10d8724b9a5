import type { Json, Metadata } from './json.js'
import type { DigestAlgorithm, Digest, ImageFacts } from './fileFacts.js'
import type { Step } from './step.js'
import type { Receipt } from './backend.js'

/**
 * How far an upload had come: the step that is next, or 'registering' while a confirm may be on the wire, whose answer
 * a reload would lose.
 */
export type RecoveryStage = Step | 'registering'

/** What is kept of an unfinished upload. Never a URL, a header, a form field or a token. */
export interface UploadRecord {
  readonly id: string
  /** The backend's `scope`. */
  readonly scope: string
  /** The backend's `name`: one of another name would not know the reference. */
  readonly backend: string
  readonly idempotencyKey: string
  readonly name: string
  /** bytes */
  readonly size: number
  readonly type: string
  readonly metadata: Metadata
  readonly group?: string
  readonly stage: RecoveryStage
  readonly isPaused: boolean
  readonly digest?: Digest
  readonly sniffedType?: string
  readonly image?: ImageFacts
  /** Tells the file from others where there is no digest. */
  readonly fingerprint?: string
  readonly reference?: Json
  readonly receipt?: Receipt | null
  /** With a reference of an upload in parts that was not joined. */
  readonly parts?: { readonly partSizeBytes: number; readonly partDigest: DigestAlgorithm | null }
}

/** Where unfinished uploads are kept. `coatcheck/recovery` has one on IndexedDB. */
export interface Recovery {
  /** False once it has turned itself off: nothing is kept any more. Left out: it is on. */
  readonly isOn?: boolean
  /**
   * What earlier pages left under a scope, of backends of one name. It is this page's from then on: no other gets it
   * while this one lives.
   */
  claim(
    scope: string,
    backend: string,
  ): Promise<readonly { readonly record: UploadRecord; readonly file: File | null }[]>
  /**
   * Resolves once the record would survive a crash. Never rejects: a store that cannot be written to turns itself off.
   * @param file comes with the first record of an upload
   */
  save(record: UploadRecord, file?: File): Promise<void>
  /** Never rejects. */
  forget(id: string): Promise<void>
  /** What was claimed, and not taken back after all: whoever claims next gets it. */
  release?(ids: readonly string[]): void
}
