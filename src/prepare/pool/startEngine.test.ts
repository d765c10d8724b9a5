import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { greeting } from '../prepare.messages.js'
import type { startEngine } from './startEngine.js'

/** Answers when it is let go, as on a machine that is busy. */
class SlowWorker extends EventTarget {
  static readonly created: SlowWorker[] = []
  isTerminated: boolean = false

  constructor() {
    super()
    SlowWorker.created.push(this)
  }

  postMessage(): void {}

  terminate(): void {
    this.isTerminated = true
  }

  answer(): void {
    this.dispatchEvent(new MessageEvent('message', { data: { kind: greeting } }))
  }
}

let start: typeof startEngine

beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', SlowWorker)
  vi.stubGlobal('navigator', { onLine: true })
  SlowWorker.created.length = 0
  // What the page has learned does not outlive a test.
  vi.resetModules()
  start = (await import('./startEngine.js')).startEngine
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Starts an engine in which all workers are silent for longer than they may be. */
async function startOnPage(): Promise<void> {
  const starting = start(undefined)
  await vi.advanceTimersByTimeAsync(10_000)
  await starting
}

it('does not try a way again that was silent', async () => {
  await startOnPage()
  const { length } = SlowWorker.created
  expect(length).toBeGreaterThan(0)
  await startOnPage()
  expect(SlowWorker.created).toHaveLength(length)
})

it('ends a worker that never answers', async () => {
  await startOnPage()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(SlowWorker.created.map(({ isTerminated }) => isTerminated)).not.toContain(false)
})

it('tries a way again in which a worker answered late, and ends that worker', async () => {
  await startOnPage()
  const [late] = SlowWorker.created
  late?.answer()
  await vi.advanceTimersByTimeAsync(0)
  expect(late?.isTerminated).toBe(true)
  const starting = start(undefined)
  await vi.advanceTimersByTimeAsync(0)
  const another = SlowWorker.created.at(-1)
  expect(another).not.toBe(late)
  another?.answer()
  await starting
  expect(another?.isTerminated).toBe(false)
})
