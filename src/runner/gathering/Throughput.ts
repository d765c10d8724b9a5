/**
 * How many bytes and files were sent lately. The time between them counts, because it is how long a ticket has to wait
 * that matters, and that includes inspections and calls.
 */
export class Throughput {
  /** Enough to be steady, and few enough to follow a connection that changes. */
  static readonly #most = 50
  readonly #sent: { readonly startedAt: number; readonly bytes: number }[] = []

  record(startedAt: number, bytes: number): void {
    this.#sent.push({ startedAt, bytes })
    if (this.#sent.length > Throughput.#most) this.#sent.shift()
  }

  /** null until three files have been sent: from fewer, one slow file would decide how many tickets are asked for. */
  measure(nowMs: number): { readonly bytesPerSecond: number; readonly filesPerSecond: number } | null {
    const first = this.#sent[0]
    if (!first || this.#sent.length < 3) return null
    const seconds = Math.max(0.001, (nowMs - first.startedAt) / 1000)
    const bytes = this.#sent.reduce((sum, sent) => sum + sent.bytes, 0)
    return { bytesPerSecond: Math.max(1, bytes / seconds), filesPerSecond: this.#sent.length / seconds }
  }
}
