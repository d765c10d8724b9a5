import type { FileRecord } from '../../records/Records.js'

/** Makes smaller pictures of a file, upright and ascending by width; none if it is no picture. */
export type MakePreviews = (
  file: FileRecord,
  read: () => Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null>,
) => Promise<readonly Preview[]>

export interface Preview {
  /** pixels */
  readonly width: number
  readonly type: 'image/webp' | 'image/jpeg' | 'image/png' | 'image/avif'
  readonly bytes: Uint8Array<ArrayBuffer>
}
