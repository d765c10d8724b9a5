/** Where the bytes of a blob come from, in order. */
export interface ChunkSource {
  /** Resolves with the next bytes, or with none at the end. Called again only after its promise has settled. */
  next(): Promise<Uint8Array<ArrayBuffer>>
  /** Takes back the buffer of a chunk, to fill it again. The chunk is no longer valid. */
  reuse(buffer: ArrayBuffer): void
  /** Tells the browser to stop reading ahead. Whether that succeeds does not matter. */
  close(): void
}
