/** The digests that ticket APIs ask for. */
export type DigestAlgorithm = 'md5' | 'sha-256'

/** A digest of a file's content, in the two encodings that APIs use. */
export interface Digest {
  readonly algorithm: DigestAlgorithm
  readonly hex: string
  readonly base64: string
}

/**
 * The size in pixels as a person sees the picture, after EXIF orientation is applied. An SVG has the size in CSS pixels that it
 * declares. If it has only a view box, these are the view box's numbers, of which only the ratio is meaningful; if it
 * has neither, there are no facts.
 */
export interface ImageFacts {
  readonly width: number
  readonly height: number
  /** 4 by 3 components. @see https://blurha.sh */
  readonly blurhash?: string
}

/** The size in pixels as a person sees the video, after its rotation is applied. */
export interface VideoFacts {
  readonly width: number
  readonly height: number
  readonly durationSeconds?: number
  /** Of a frame near the beginning; 4 by 3 components. @see https://blurha.sh */
  readonly blurhash?: string
}
