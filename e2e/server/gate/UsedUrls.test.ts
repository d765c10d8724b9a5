import { afterEach, expect, it, vi } from 'vitest'
import { UsedUrls } from './UsedUrls.ts'

afterEach(() => vi.useRealTimers())

it('knows what was used until it has expired, and then forgets it', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1000 })
  const used = new UsedUrls()
  for (let index = 0; index < 100; index += 1) used.add(`url ${index}`, 2000 + index)
  expect([used.has('url 0'), used.has('url 100'), used.size]).toEqual([true, false, 100])
  vi.setSystemTime(2050)
  used.add('url 100', 3000)
  expect([used.has('url 0'), used.has('url 50'), used.size]).toEqual([false, true, 51])
})

it('lets a URL be used again that was refused', () => {
  const used = new UsedUrls()
  used.add('url', Date.now() + 1000)
  used.release('url')
  expect(used.has('url')).toBe(false)
})
