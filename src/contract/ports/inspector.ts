import type { DigestAlgorithm, Digest, ImageFacts } from '../fileFacts.js'

/** Reads facts from a file's bytes, off the main thread. */
export interface Inspector {
  /** How many files it likes to be given at once. */
  readonly concurrency: number
  /**
   * Rejects with an AbortError when `signal` fires, and then works no longer; with an UploadError ('file-changed',
   * 'file-missing', 'file-unreadable') when the bytes cannot be read. A failed image reading only leaves facts out.
   */
  inspect(file: File, options: InspectOptions): Promise<Inspection>
  /** Can the file still be read as it was picked? Cheap: one byte. */
  probe(file: File): Promise<FileCondition>
  dispose(): void
}

export type FileCondition = 'readable' | 'changed' | 'missing'

export interface InspectOptions {
  /** null: no digest is made */
  readonly digest: DigestAlgorithm | null
  /**
   * Whether nothing but the digest is wanted: of one part of a file, which says nothing of the whole.
   * @default false
   */
  readonly digestOnly?: boolean
  /** As the file was picked; one of another size has changed. Default: as the file says now. */
  readonly sizeBytes?: number
  readonly signal: AbortSignal
  readonly onProgress: (inspectedBytes: number) => void
  /** Nothing has moved for some seconds (a drive that does not answer): other files need not wait for this one. */
  readonly onStalled?: () => void
}

/** Facts about one file. */
export interface Inspection {
  readonly digest?: Digest
  /** The digest took several times as long as it could: WASM was not to be had. */
  readonly isHashedInScript?: boolean
  readonly sniffedType?: string
  readonly image?: ImageFacts
  /** The picture is an SVG without a size of its own: only the ratio of what `image` says is real. */
  readonly isRatioOnly?: boolean
  /** A small upright picture (longest edge a few hundred pixels at the most). */
  readonly thumbnail?: Blob
}
