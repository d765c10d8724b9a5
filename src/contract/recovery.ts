import type { Json, Metadata } from './json.js'
import type { DigestAlgorithm, Digest, ImageFacts, VideoFacts } from './fileFacts.js'
import type { Step } from './step.js'
import type { Receipt } from './backend.js'

/**
 * How far an upload got: its next step, or 'registering' while a confirm may be under way, whose answer a reload would
 * lose.
 */
export type RecoveryStage = Step | 'registering'

/** What is kept of an unfinished upload. It never contains a URL, a header, a form field or a token. */
export interface UploadRecord {
  readonly id: string
  /** The backend's `scope`. */
  readonly scope: string
  /** The backend's `name`: a different backend would not know the reference. */
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
  readonly video?: VideoFacts
  /** The file as it was picked, if `prepare` has made the one that `name`, `size`, `type` and `digest` are about. */
  readonly picked?: { readonly name: string; readonly size: number; readonly type: string }
  /** Identifies the file as it was picked, if there is no digest of it. */
  readonly fingerprint?: string
  readonly reference?: Json
  readonly receipt?: Receipt | null
  /** Set while `reference` is that of an upload in parts that have not been joined. */
  readonly parts?: { readonly partSizeBytes: number; readonly partDigest: DigestAlgorithm | null }
}

/** What an earlier page left of an upload. */
export interface KeptUpload {
  readonly record: UploadRecord
  /** null: its bytes were not kept */
  readonly file: File | null
  /** Finds the file on disk if its bytes were not kept. */
  readonly handle?: FileSystemFileHandle
}

/** Keeps unfinished uploads. `coatcheck/recovery` has an implementation on IndexedDB. */
export interface Recovery {
  /** False once it has turned itself off and keeps nothing more. Default: true. */
  readonly isOn?: boolean
  /**
   * Takes over what earlier pages left under a scope for a backend. No other page gets these records while this one
   * lives.
   */
  claim(scope: string, backend: string): Promise<readonly KeptUpload[]>
  /**
   * Resolves once the record would survive a crash. Never rejects: a store that cannot be written to turns itself off.
   * @param file given with the first record of an upload
   * @param handle finds the file on disk, so it may be kept in place of the bytes
   */
  save(record: UploadRecord, file?: File, handle?: FileSystemFileHandle): Promise<void>
  /** Never rejects. */
  forget(id: string): Promise<void>
  /** Returns claimed records that are not used after all: the next page that claims gets them. */
  release?(ids: readonly string[]): void
}
