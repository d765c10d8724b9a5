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
    ['only the free slots if the rate is unknown', { rate: null }, 3],
    ['only the free slots if the expiry is unknown', { expirySeconds: null }, 3],
    ['fewer by the tickets in hand', { rate: null, inHand: 2 }, 1],
    ['at most a hundred', {}, 100],
    ['as many as will be sent within half of the expiry', { expirySeconds: 1 }, 45],
    ['at least the free slots, however slow the connection', { rate: { bytesPerSecond: 1, filesPerSecond: 1 } }, 3],
    ['none while the stock is half full', { freeSlots: 0, inHand: 60 }, 0],
    ['a refill when it is less than half full', { freeSlots: 0, inHand: 40 }, 60],
  ])('requests %s', (_, change, expected) => {
    expect(planTickets({ ...base, ...change })).toBe(expected)
  })
})
