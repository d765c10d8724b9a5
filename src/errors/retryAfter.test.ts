import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseRetryAfter } from './retryAfter.js'

afterEach(() => vi.unstubAllEnvs())

const dateMs = Date.UTC(2026, 10, 21, 12, 0, 0)

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['60', 60],
    [' 120 ', 120],
    ['1.5', 1.5],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30],
    ['Saturday, 21-Nov-26 12:01:00 GMT', 60],
    ['Sat Nov 21 12:00:10 2026 GMT', 10],
  ])('reads %j as %d seconds', (value, seconds) => {
    expect(parseRetryAfter(value, dateMs)).toBe(seconds)
  })

  it('reads a date without a zone as UTC, wherever the person is', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo')
    expect(parseRetryAfter('Sat Nov 21 12:00:10 2026', dateMs)).toBe(10)
  })

  it('treats a date in the past as now', () => {
    expect(parseRetryAfter('Sat, 21 Nov 2026 11:00:00 GMT', dateMs)).toBe(0)
  })

  it.each([null, undefined, '', '  ', '-5', 'soon', 'NaN', 'Infinity', '1e9', '12:00:00'])('ignores %j', (value) => {
    expect(parseRetryAfter(value, dateMs)).toBeUndefined()
  })
})
