import { describe, expect, it } from 'vitest'
import { openTicket, isUsable } from './tickets.js'

describe('isUsable', () => {
  const terms = { kind: 'put', url: 'https://s.test/o' } as const
  it('measures the expiry from the arrival, and leaves a margin', () => {
    const ticket = openTicket({ ...terms, expiresInSeconds: 60 }, [], 1000)
    expect(isUsable(ticket, 1000)).toBe(true)
    expect(isUsable(ticket, 58_999)).toBe(true)
    expect(isUsable(ticket, 59_000)).toBe(false)
  })

  it('does not use a single-use ticket twice', () => {
    const ticket = openTicket({ ...terms, singleUse: true }, [], 0)
    expect(isUsable(ticket, 0)).toBe(true)
    expect(isUsable({ ...ticket, isUsed: true }, 0)).toBe(false)
  })
})
