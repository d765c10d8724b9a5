import type { FileRecord } from '../../records/Records.js'

/**
 * Makes smaller pictures of a file, upright and in ascending order of width; none if it is not a picture. `read` answers
 * null if the object is gone. An error goes to `onError`, and the file stays without previews.
 */
export type MakePreviews = (
  file: FileRecord,
  read: () => Promise<ReadableStream<Uint8Array> | null>,
) => Promise<readonly Preview[]>

/** A smaller picture of a file. */
export interface Preview {
  /** pixels */
  readonly width: number
  readonly type: 'image/webp' | 'image/jpeg' | 'image/png' | 'image/avif'
  readonly bytes: Uint8Array
}
