import { describe, expect, it, vi } from 'vitest'
import type { PrepareEngine } from './PrepareEngine.js'
import type { CreateWorker } from '../step.js'
import { PreparePool } from './PreparePool.js'
import type { PrepareResult } from '../prepare.messages.js'

const request = { file: new Blob(['x']), type: 'image/png', plan: { limits: [] } }
const done: PrepareResult = { blob: null, notes: [] }

function setUp() {
  const running: PromiseWithResolvers<PrepareResult>[] = []
  const engines: { isAlive: boolean; isClosed: boolean }[] = []
  const start = vi.fn(async (): Promise<PrepareEngine> => {
    const state = { isAlive: true, isClosed: false }
    engines.push(state)
    return {
      get isAlive() {
        return state.isAlive
      },
      run: () => {
        const work = Promise.withResolvers<PrepareResult>()
        running.push(work)
        return work.promise
      },
      close: () => void (state.isClosed = true),
    }
  })
  const pool = new PreparePool({ most: 2, idleMs: 5000, start })
  const run = (signal = new AbortController().signal, createWorker?: CreateWorker) =>
    pool.withEngine(createWorker, signal, (engine) => engine.run(request, { signal, onProgress: () => {} }))
  return { run, running, engines, start }
}

const settle = (): Promise<unknown> => vi.waitFor(() => Promise.resolve())

describe('PreparePool', () => {
  it('works on two files at once, whatever waits, and starts no worker for the others', async () => {
    const { run, running, start } = setUp()
    const results = Array.from({ length: 100 }, () => run())
    await vi.waitFor(() => expect(running).toHaveLength(2))
    for (let next = 0; next < results.length; next += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await vi.waitFor(() => expect(running.length).toBeGreaterThan(next))
      running[next]?.resolve(done)
    }
    await Promise.all(results)
    expect(running).toHaveLength(100)
    expect(start).toHaveBeenCalledTimes(2)
  })

  it('never starts a file that was called off while it waited', async () => {
    const { run, running } = setUp()
    const controller = new AbortController()
    const first = [run(), run()]
    const waiting = run(controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await vi.waitFor(() => expect(running).toHaveLength(2))
    for (const work of running) work.resolve(done)
    await Promise.all(first)
    await settle()
    expect(running).toHaveLength(2)
  })

  it('starts another worker in place of one that has ended', async () => {
    const { run, running, engines, start } = setUp()
    const broken = run()
    await vi.waitFor(() => expect(running).toHaveLength(1))
    if (engines[0]) engines[0].isAlive = false
    running[0]?.resolve(done)
    await broken
    void run()
    await vi.waitFor(() => expect(running).toHaveLength(2))
    expect(start).toHaveBeenCalledTimes(2)
  })

  it('keeps workers that were created in different ways apart, and never has more than two', async () => {
    const { run, running, engines, start } = setUp()
    const own: CreateWorker = () => new Worker('')
    const runWith = async (createWorker: CreateWorker): Promise<void> => {
      const before = running.length
      const result = run(new AbortController().signal, createWorker)
      await vi.waitFor(() => expect(running).toHaveLength(before + 1))
      running[before]?.resolve(done)
      await result
    }
    await runWith(undefined)
    await runWith(own)
    await runWith(own)
    expect(start.mock.calls).toEqual([[undefined], [own]])
    expect(engines.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('closes its workers once they have been idle for a while', async () => {
    vi.useFakeTimers()
    try {
      const { run, running, engines } = setUp()
      const result = run()
      await vi.advanceTimersByTimeAsync(0)
      running[0]?.resolve(done)
      await result
      await vi.advanceTimersByTimeAsync(4999)
      expect(engines[0]?.isClosed).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(engines[0]?.isClosed).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})
