import { expect, it } from 'vitest'
import { SpeedMeter } from './SpeedMeter.js'

/** Samples each 100 ms while so many bytes move in each second. */
function run(meter: SpeedMeter, from: { ms: number; bytes: number }, forMs: number, bytesPerSecond: number): unknown {
  const untilMs = from.ms + forMs
  let told: number | undefined
  for (; from.ms <= untilMs; from.ms += 100) {
    told = meter.sample(from.ms, Math.floor(from.bytes))
    from.bytes += bytesPerSecond / 10
  }
  return told
}

it('reports no speed in the first second, and then the speed of what has moved', () => {
  const at = { ms: 0, bytes: 0 }
  const meter = new SpeedMeter()
  expect(run(meter, at, 800, 1000)).toBeUndefined()
  expect(run(meter, at, 4000, 1000)).toBeCloseTo(1000, -2)
})

it('reports no speed while nothing moves, and starts again afterwards', () => {
  const at = { ms: 0, bytes: 0 }
  const meter = new SpeedMeter()
  run(meter, at, 5000, 1000)
  expect(run(meter, at, 40_000, 0)).toBeUndefined()
  expect(run(meter, at, 5000, 1000)).toBeCloseTo(1000, -2)
})
