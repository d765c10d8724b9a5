/** How many bytes and files were sent lately, including the time between them. */
export class Throughput {
  static readonly #most = 50
  readonly #sent: { readonly startedAt: number; readonly bytes: number }[] = []

  record(startedAt: number, bytes: number): void {
    this.#sent.push({ startedAt, bytes })
    if (this.#sent.length > Throughput.#most) this.#sent.shift()
  }

  /** null until three files have been sent. */
  measure(nowMs: number): { readonly bytesPerSecond: number; readonly filesPerSecond: number } | null {
    const first = this.#sent[0]
    if (!first || this.#sent.length < 3) return null
    const seconds = Math.max(0.001, (nowMs - first.startedAt) / 1000)
    const bytes = this.#sent.reduce((sum, sent) => sum + sent.bytes, 0)
    return { bytesPerSecond: Math.max(1, bytes / seconds), filesPerSecond: this.#sent.length / seconds }
  }
}
