/** Where the bytes of a blob come from, in order. */
export interface ChunkSource {
  /**
   * Resolves with the next bytes, with none at the end of the blob, or with null if the source itself has ended before.
   * Called again only after its promise has settled.
   */
  next(): Promise<Uint8Array<ArrayBuffer> | null>
  /** Takes back the buffer of a chunk, to fill it again. The chunk is no longer valid. */
  reuse(buffer: ArrayBuffer): void
  /** Tells the browser to stop reading ahead. Whether that succeeds does not matter. */
  close(): void
}
