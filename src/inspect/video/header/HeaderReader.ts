/** Any field that is read is shorter. */
const longestField = 128
/** Headers stand close together, so one read serves many of them. */
const windowBytes = 4096
/** A video has a few dozen fields on the way to what is wanted. A broken one may claim to have millions. */
const mostFields = 4000

/**
 * Reads single fields of a file that may be larger than the memory. There is an end to how many it reads, whatever
 * lengths and offsets the file claims.
 */
export class HeaderReader {
  readonly sizeBytes: number
  readonly #file: Blob
  readonly #signal: AbortSignal
  #window: DataView = new DataView(new ArrayBuffer())
  #start = 0
  #fieldsLeft: number = mostFields

  constructor(file: Blob, sizeBytes: number, signal: AbortSignal) {
    this.#file = file
    this.sizeBytes = sizeBytes
    this.#signal = signal
  }

  /**
   * What stands at an offset: 128 bytes or more, or what is left of the file.
   * @throws if the file cannot be read, or has too many fields
   */
  async viewAt(offset: number): Promise<DataView> {
    if (--this.#fieldsLeft < 0) throw new Error('The header has too many fields.')
    if (!this.#holds(offset)) {
      this.#window = new DataView(await this.#file.slice(offset, offset + windowBytes).arrayBuffer())
      this.#start = offset
      this.#signal.throwIfAborted()
    }
    return new DataView(this.#window.buffer, offset - this.#start)
  }

  #holds(offset: number): boolean {
    const end = this.#start + this.#window.byteLength
    return offset >= this.#start && (offset + longestField <= end || (offset < end && end === this.sizeBytes))
  }
}
