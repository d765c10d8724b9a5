import { afterEach, expect, it, vi } from 'vitest'
import { IssuedTokens } from './issuedTokens.ts'

afterEach(() => vi.useRealTimers())

it('knows a token for as long as its answer has promised, and no longer', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const tokens = new IssuedTokens()
  const access = { tenant: 'ada', mayWrite: true }
  const token = tokens.issue(access)
  vi.advanceTimersByTime(tokens.expiresInSeconds * 1000 - 1)
  const later = tokens.issue(access)
  expect([tokens.find(token), tokens.find(later)]).toEqual([access, access])
  vi.advanceTimersByTime(1)
  expect([tokens.find(token), tokens.find(later)]).toEqual([undefined, access])
})
