export interface Restrictions {
  /**
   * As in `<input accept>`: '.pdf', 'image/png', 'image/*', separated by commas. If it names types, the bytes are
   * checked as well: a file whose content is not related to its declared type fails as 'file-restricted', unless the
   * list has the extension of its name. A file for which the browser knows no type is judged by its bytes, or by its
   * extension if they say nothing.
   */
  readonly accept?: string
  /** Of each file, as it was picked. */
  readonly maxSizeBytes?: number
  /** Of each file, as it was picked; 1 turns empty files away. */
  readonly minSizeBytes?: number
  /** Rows of one group, apart from those that were cancelled or failed for good. */
  readonly maxFiles?: number
  /** Of the rows that `maxFiles` counts, without those of `addStored`. */
  readonly maxTotalBytes?: number
  /** Width times height. Like the other limits in pixels, it does not apply to an SVG that has no size of its own. */
  readonly maxPixels?: number
  /** Upright pixels. */
  readonly minWidth?: number
  /** Upright pixels. */
  readonly minHeight?: number
  /**
   * One file too many: turn it away, or let it take the oldest one's place (avatars).
   * @default 'reject'
   */
  readonly overflow?: 'reject' | 'replace'
  /** The app's own rules; an empty list lets the file in. */
  readonly check?: (file: File) => readonly RejectionReason[]
}

/** Why a file was turned away. The locale has words for the codes that coatcheck uses itself. */
export interface RejectionReason {
  readonly code: string
  readonly limit?: number | string
}

/** A file turned away at intake: a result, not an error. */
export interface Rejection {
  readonly id: string
  readonly file: File
  readonly reasons: readonly RejectionReason[]
  /** The group that it was to be added to. */
  readonly group?: string
}
