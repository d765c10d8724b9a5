import type { DigestAlgorithm, Digest, ImageFacts, VideoFacts } from '../fileFacts.js'

/** Reads facts from a file's bytes, off the main thread. */
export interface Inspector {
  /** How many files it works on at once. More would only wait inside it. */
  readonly concurrency: number
  /**
   * Rejects with an AbortError when `signal` fires, and then stops its work; with an UploadError ('file-changed',
   * 'file-missing', 'file-unreadable') when the bytes cannot be read. If a picture or a video cannot be read,
   * its facts are left out.
   */
  inspect(file: File, options: InspectOptions): Promise<Inspection>
  /** Finds out whether the file can still be read as it was picked. Reads one byte, and waits for no other file. */
  probe(file: File): Promise<FileCondition>
  dispose(): void
}

export type FileCondition = 'readable' | 'changed' | 'missing'

export interface InspectOptions {
  /** `null` computes no digest. */
  readonly digest: DigestAlgorithm | null
  /**
   * Leaves out all facts but the digest, for one part of a file, which tells nothing about the whole.
   * @default false
   */
  readonly digestOnly?: boolean
  /** The size when the file was picked. A file of another size has changed. Default: the size that it has now. */
  readonly sizeBytes?: number
  readonly signal: AbortSignal
  readonly onProgress: (inspectedBytes: number) => void
  /** Called when nothing has moved for some seconds, as with a drive that does not answer: others need not wait. */
  readonly onStalled?: () => void
}

/** Facts about one file. */
export interface Inspection {
  readonly digest?: Digest
  /** The digest took several times as long as it could, because WASM is blocked. */
  readonly isHashedInScript?: boolean
  readonly sniffedType?: string
  readonly image?: ImageFacts
  /** The picture is an SVG without a size of its own, so only the ratio of `image` is real. */
  readonly isRatioOnly?: boolean
  readonly video?: VideoFacts
  /** A small upright picture (longest edge a few hundred pixels at the most). Of a video it is a frame. */
  readonly thumbnail?: Blob
}
