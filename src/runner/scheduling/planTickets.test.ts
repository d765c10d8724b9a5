import { describe, expect, it } from 'vitest'
import { planTickets } from './planTickets.js'

describe('planTickets', () => {
  const waiting = Array.from({ length: 1000 }, () => 1000)
  const base = {
    waiting,
    freeSlots: 3,
    inHand: 0,
    expirySeconds: 900,
    rate: { bytesPerSecond: 1e6, filesPerSecond: 100 },
  }
  it.each([
    ['free slots only where nothing is known of the rate', { rate: null }, 3],
    ['free slots only where no expiry is told', { expirySeconds: null }, 3],
    ['less what is in hand', { rate: null, inHand: 2 }, 1],
    ['a hundred at most', {}, 100],
    ['what will be sent within half of the expiry', { expirySeconds: 1 }, 45],
    ['the free slots at least, however slow the wire', { rate: { bytesPerSecond: 1, filesPerSecond: 1 } }, 3],
    ['nothing while the stock is half full', { freeSlots: 0, inHand: 60 }, 0],
    ['a refill when it is not', { freeSlots: 0, inHand: 40 }, 60],
  ])('asks for %s', (_, change, expected) => {
    expect(planTickets({ ...base, ...change })).toBe(expected)
  })
})
