/** Content digests that ticket APIs ask for. */
export type DigestAlgorithm = 'md5' | 'sha-256'

/** One content digest in the two spellings that APIs use. */
export interface Digest {
  readonly algorithm: DigestAlgorithm
  readonly hex: string
  readonly base64: string
}

/**
 * Upright pixels: what a person sees after EXIF orientation is applied. An SVG has the size in CSS pixels that it
 * declares. If it has only a view box, these are the view box's numbers, of which only the ratio is meaningful; if it
 * has neither, it has no facts.
 */
export interface ImageFacts {
  readonly width: number
  readonly height: number
  /** 4 by 3 components. @see https://blurha.sh */
  readonly blurhash?: string
}
