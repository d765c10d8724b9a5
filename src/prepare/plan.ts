/** What is to become of one file: the steps that follow each other, as one piece of work. */
export interface Plan {
  /** All of them hold. */
  readonly limits: readonly SizeLimit[]
  readonly format?: PictureFormat
  readonly strip?: Stripping
}

export interface SizeLimit {
  readonly longestSide: number
  readonly pixels: number
}

/** The quality of a picture for which no step names one. */
export const defaultQuality = 0.85

export interface PictureFormat {
  readonly type: 'image/jpeg' | 'image/webp'
  /** 0 to 1 */
  readonly quality: number
  /** A CSS colour, for what is transparent where the format has no transparency. */
  readonly background: string
}

export type Stripping = 'location' | 'all'
