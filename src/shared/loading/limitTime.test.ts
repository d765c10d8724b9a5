import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { limitTime, TimeLimitError } from './limitTime.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('limitTime', () => {
  it('passes on what the promise resolves with, and has no timer left by then', async () => {
    expect(await limitTime(Promise.resolve('read'), 1000)).toBe('read')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('passes on what the promise rejects with, and has no timer left by then', async () => {
    await expect(limitTime(Promise.reject(new Error('gone')), 1000)).rejects.toThrow('gone')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rejects once the limit has passed', async () => {
    const limited = limitTime(new Promise(() => undefined), 1000)
    const [thrown] = await Promise.all([limited.catch((error: unknown) => error), vi.advanceTimersByTimeAsync(1000)])
    expect(thrown).toBeInstanceOf(TimeLimitError)
  })
})
