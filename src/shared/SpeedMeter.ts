const halfLifeMs = 2_000
const shortestSampleMs = 200
const leastMs = 1_000
/** After a stall of this length, older samples no longer predict anything. */
const stillMs = 3_000

/** Measures bytes per second. Older samples fade with a half-life, so that one slow second changes the figure little. */
export class SpeedMeter {
  #at: number | null = null
  #bytes = 0
  #startedAt = 0
  #movedAt = 0
  #bytesPerSecond: number | undefined

  /** Takes the number of bytes so far. Returns the speed, or undefined while there is too little to measure. */
  sample(nowMs: number, bytes: number): number | undefined {
    if (this.#at === null || bytes < this.#bytes) {
      this.#at = nowMs
      this.#startedAt = nowMs
      this.#movedAt = nowMs
      this.#bytes = bytes
      return this.#bytesPerSecond
    }
    if (bytes > this.#bytes) this.#movedAt = nowMs
    if (nowMs - this.#movedAt > stillMs) {
      this.reset()
      return undefined
    }
    const elapsedMs = nowMs - this.#at
    if (elapsedMs < shortestSampleMs) return this.#report(nowMs)
    const measured = ((bytes - this.#bytes) / elapsedMs) * 1000
    const weightOfOld = !this.#bytesPerSecond ? 0 : 0.5 ** (elapsedMs / halfLifeMs)
    this.#bytesPerSecond = (this.#bytesPerSecond ?? 0) * weightOfOld + measured * (1 - weightOfOld)
    this.#at = nowMs
    this.#bytes = bytes
    return this.#report(nowMs)
  }

  /** The first second is not representative, and without bytes there is no speed. */
  #report(nowMs: number): number | undefined {
    return nowMs - this.#startedAt < leastMs ? undefined : this.#bytesPerSecond || undefined
  }

  /** Forgets all samples, after a time without transfers. */
  reset(): void {
    this.#at = null
    this.#bytesPerSecond = undefined
  }
}
