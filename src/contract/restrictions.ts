/**
 * What files may be uploaded. With `prepare`, everything but `maxFiles` and `maxPickedBytes` applies to the file that it
 * returned, and a file that does not comply fails as 'file-restricted'.
 */
export interface Restrictions {
  /**
   * As in `<input accept>`: '.pdf', 'image/png', 'image/*', separated by commas. If it names types, the bytes are
   * checked as well: a file whose content is not related to its declared type fails as 'file-restricted', unless the
   * list has the extension of its name. A file whose type the browser does not know is judged by its bytes, or by its
   * extension if they reveal nothing.
   */
  readonly accept?: string
  /** The largest size of each file. */
  readonly maxSizeBytes?: number
  /** The smallest size of each file; 1 rejects empty files. */
  readonly minSizeBytes?: number
  /** The number of rows in a group, without those that were cancelled or failed for good. */
  readonly maxFiles?: number
  /** The total size of the rows that `maxFiles` counts, without those of `addStored`. */
  readonly maxTotalBytes?: number
  /**
   * Width times height. Like the other limits in pixels, it does not apply if the size cannot be read: an SVG may have
   * none of its own, and a picture may be broken.
   */
  readonly maxPixels?: number
  /** Upright pixels. */
  readonly minWidth?: number
  /** Upright pixels. */
  readonly minHeight?: number
  /**
   * What happens to a file beyond `maxFiles`: it is rejected, or it replaces the oldest one (for avatars).
   * @default 'reject'
   */
  readonly overflow?: 'reject' | 'replace'
  /** With `prepare`, the largest size of each file as it was picked, in bytes. Without `prepare` it has no effect. */
  readonly maxPickedBytes?: number
  /** The app's own rules. An empty list accepts the file. */
  readonly check?: (file: File) => readonly RejectionReason[]
}

/** Why a file was rejected. The locales have texts for coatcheck's own codes. */
export interface RejectionReason {
  readonly code: string
  readonly limit?: number | string
}

/** A file that was rejected when it was added. This is a result, not an error. */
export interface Rejection {
  readonly id: string
  readonly file: File
  readonly reasons: readonly RejectionReason[]
  /** The group that the file should have been added to. */
  readonly group?: string
}
