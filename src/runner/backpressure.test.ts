import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createRestlessClock, lookMs } from '../../test/kit/restlessClock.js'
import { type EngineSetup, setUpEngine } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'

const files = (count: number) => Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`))
const busy = { kind: 'refused', refusal: { status: 503, code: 'SlowDown' }, retryAfterSeconds: 60 } as const

describe('busy storage', () => {
  it('gets half as many files at once, down to one, and more again when it copes', async () => {
    const all = setUpEngine({
      transport: { bytesPerSecond: 50, outcomes: (_, nth) => (nth < 4 ? busy : undefined) },
      options: { concurrency: { sending: 4 } },
    })
    all.uploader.add(files(20))
    let most = 0
    const seen: number[] = []
    for (let step = 0; step < 400; step += 1) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
      await all.clock.advance(100)
      const { running, requests } = all.transport
      if (requests.length > 4) seen.push(running)
      most = Math.max(most, running)
    }
    expect(most).toBe(4)
    expect(seen.find((running) => running > 0)).toBe(1)
    expect(Math.max(...seen)).toBe(4)
    expect(all.uploader.getSnapshot().totals.done).toBe(20)
  })

  it('gets no file while one of them waits', async () => {
    const all = setUpEngine({ transport: { outcomes: [busy] }, options: { concurrency: { sending: 1 } } })
    all.uploader.add(files(5))
    await all.clock.advance(5000)
    expect(all.transport.requests).toHaveLength(1)
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(5)
    expect(all.clock.pending).toBe(0)
  })

  it('keeps no timer for a wait when everything is cancelled', async () => {
    const all = setUpEngine({ transport: { outcomes: [busy] }, options: { concurrency: { sending: 1 } } })
    all.uploader.add(files(5))
    await all.clock.advance(1000)
    all.uploader.cancel('all')
    await all.clock.advance(200)
    expect(all.clock.pending).toBe(0)
  })

  it('keeps no timer for a wait when the uploader is destroyed', async () => {
    const all = setUpEngine({ transport: { outcomes: [busy] }, options: { concurrency: { sending: 1 } } })
    all.uploader.add(files(5))
    await all.clock.advance(1000)
    expect(all.clock.pending).toBeGreaterThan(0)
    all.uploader.destroy()
    expect(all.clock.pending).toBe(0)
  })
})

const limited = () => new UploadError('rate-limited', 'Too many.', { retryAfterSeconds: 60, status: 429 })

describe('a backend that asks for a wait', () => {
  it.each([false, true])('gets no request for another ticket in the meantime (gathered: %s)', async (gathers) => {
    const all = setUpEngine({ backend: { gathers, fail: { ticket: [{ nth: 1, error: limited }] } } })
    all.uploader.add(files(8))
    await all.clock.advance(5000)
    const asked = all.backend.callsOf('ticket').length
    await all.clock.advance(400)
    expect(all.backend.callsOf('ticket')).toHaveLength(asked)
    expect(asked).toBeLessThanOrEqual(3)
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(8)
  })
})

describe('a wait that ends at the moment in which the scheduler looks', () => {
  const limits = { fail: { ticket: [{ nth: 1, error: limited }] } }
  const unreachable = () => new UploadError('server-unreachable', 'No answer.')
  const missing = () => Object.assign(new Error('The code could not be loaded.'), { name: 'ChunkLoadError' })
  const failOnce = () => {
    let inspections = 0
    const facts = () => {
      inspections += 1
      if (inspections === 1) throw missing()
      return {}
    }
    return { facts }
  }

  it.each<[string, () => EngineSetup]>([
    ['of busy storage', () => ({ transport: { outcomes: [busy] } })],
    ['of a busy backend', () => ({ backend: limits })],
    ['of a busy backend that takes many uploads in one call', () => ({ backend: { ...limits, gathers: true } })],
    [
      'for a server that is down',
      () => ({ backend: { confirmIsIdempotent: true, fail: { confirm: [{ nth: 1, error: unreachable }] } } }),
    ],
    ['for the code of calls', () => ({ backend: { fail: { ticket: [{ nth: 1, error: missing }] } } })],
    ['for the code of the inspection', () => ({ inspector: failOnce() })],
  ])('strands no upload: %s', async (_, setUp) => {
    // One of these timers is early by so much that the wait ends between any two readings of the clock.
    for (let early = 0; early < 40; early += 1) {
      const all = setUpEngine({ ...setUp(), clock: createRestlessClock(early * lookMs) })
      all.uploader.add([createFakeFile('a.txt')])
      // oxlint-disable-next-line no-await-in-loop -- each has a clock of its own
      await all.clock.advance(120_000)
      expect(all.uploader.getSnapshot().totals.done, `${early} readings early`).toBe(1)
      expect(all.clock.pending).toBe(0)
    }
  })

  it('wakes the others although the upload that met it is cancelled before the timer fires', async () => {
    const all = setUpEngine({
      transport: { outcomes: [busy] },
      options: { concurrency: { sending: 1 } },
      // A busy page gets to its timers late.
      clock: createRestlessClock(-100),
    })
    const { accepted } = all.uploader.add(files(5))
    await all.clock.advance(6050)
    expect(all.transport.requests).toHaveLength(1)
    all.uploader.cancel(accepted[0] ?? '')
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(4)
    expect(all.clock.pending).toBe(0)
  })
})
