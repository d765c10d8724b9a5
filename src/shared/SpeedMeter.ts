/** Bytes a second, smoothed: old speed fades with a half-life, so that one slow second does not shake the figure. */
export class SpeedMeter {
  static readonly #halfLifeMs = 2_000
  static readonly #shortestSampleMs = 200
  static readonly #leastMs = 1_000
  /** Where nothing has moved for so long, what was measured before says nothing of what is to come. */
  static readonly #stillMs = 3_000
  #at: number | null = null
  #bytes = 0
  #startedAt = 0
  #movedAt = 0
  #bytesPerSecond: number | undefined

  /** Takes the number of bytes so far; returns the speed, undefined until it can be told. */
  sample(nowMs: number, bytes: number): number | undefined {
    if (this.#at === null || bytes < this.#bytes) {
      this.#at = nowMs
      this.#startedAt = nowMs
      this.#movedAt = nowMs
      this.#bytes = bytes
      return this.#bytesPerSecond
    }
    if (bytes > this.#bytes) this.#movedAt = nowMs
    if (nowMs - this.#movedAt > SpeedMeter.#stillMs) {
      this.reset()
      return undefined
    }
    const elapsedMs = nowMs - this.#at
    if (elapsedMs < SpeedMeter.#shortestSampleMs) return this.#told(nowMs)
    const measured = ((bytes - this.#bytes) / elapsedMs) * 1000
    const weightOfOld = !this.#bytesPerSecond ? 0 : 0.5 ** (elapsedMs / SpeedMeter.#halfLifeMs)
    this.#bytesPerSecond = (this.#bytesPerSecond ?? 0) * weightOfOld + measured * (1 - weightOfOld)
    this.#at = nowMs
    this.#bytes = bytes
    return this.#told(nowMs)
  }

  /** What the first bytes took says nothing of the rest, and no bytes say nothing at all. */
  #told(nowMs: number): number | undefined {
    return nowMs - this.#startedAt < SpeedMeter.#leastMs ? undefined : this.#bytesPerSecond || undefined
  }

  /** Forgets what was measured: the wire has been idle. */
  reset(): void {
    this.#at = null
    this.#bytesPerSecond = undefined
  }
}
