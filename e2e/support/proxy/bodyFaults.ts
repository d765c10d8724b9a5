import { Transform } from 'node:stream'

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

export function slowDown(bytesPerSecond: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1000)
    },
  })
}
