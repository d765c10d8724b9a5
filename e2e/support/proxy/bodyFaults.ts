import { Transform } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

/** Passes this many bytes on, calls `act` once, and leaves the rest of the body unread. */
export function stopAt(atByte: number, act: () => void): Transform {
  let passedBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const leftBytes = atByte - passedBytes
      passedBytes += chunk.length
      if (chunk.length < leftBytes) return done(null, chunk)
      this.push(chunk.subarray(0, leftBytes))
      act()
      // The callback is never called, so the backpressure reaches the sender.
      return undefined
    },
  })
}

export function flipBitAt(atByte: number): Transform {
  let passedBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const index = atByte - passedBytes
      passedBytes += chunk.length
      if (index < 0 || index >= chunk.length) return done(null, chunk)
      const changed = Buffer.from(chunk)
      changed[index] = (changed[index] ?? 0) ^ 1
      return done(null, changed)
    },
  })
}

/** @param until after it, the bytes pass at once. */
export function slowDown(bytesPerSecond: number, until?: Promise<unknown>): Transform {
  const later = async (sizeBytes: number, pass: () => void): Promise<void> => {
    const delay = setTimeout((sizeBytes / bytesPerSecond) * 1000)
    await Promise.race(until ? [delay, until] : [delay])
    pass()
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      void later(chunk.length, () => done(null, chunk))
    },
  })
}
