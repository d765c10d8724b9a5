import { describe, expect, it } from 'vitest'
import { checkAnswer, holdTicket, isUsable, planTickets } from './tickets.js'

describe('isUsable', () => {
  const terms = { kind: 'put', url: 'https://s.test/o' } as const
  it('measures the expiry from the arrival, and leaves a margin', () => {
    const ticket = holdTicket({ ...terms, expiresInSeconds: 60 }, 1000)
    expect(isUsable(ticket, 1000)).toBe(true)
    expect(isUsable(ticket, 58_999)).toBe(true)
    expect(isUsable(ticket, 59_000)).toBe(false)
  })

  it('does not use a single-use ticket twice', () => {
    const ticket = holdTicket({ ...terms, singleUse: true }, 0)
    expect(isUsable(ticket, 0)).toBe(true)
    expect(isUsable({ ...ticket, isUsed: true }, 0)).toBe(false)
  })
})

describe('checkAnswer', () => {
  const fields = [['file', '@file']]
  it.each<[unknown, RegExp]>([
    [null, /not an object/],
    [[], /not an object/],
    [{}, /kind is none of/],
    [{ kind: 'existing' }, /no file/],
    [{ kind: 'existing', file: { name: 'a' } }, /no id/],
    [{ kind: 'existing', file: { id: 7 } }, /no id/],
    [{ kind: 'put' }, /no url/],
    [{ kind: 'put', url: 'https://s.test', headers: [['a', 'b']] }, /headers/],
    [{ kind: 'put', url: 'https://s.test', headers: { a: 1 } }, /headers/],
    [{ kind: 'post', url: 'https://s.test' }, /fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [] }, /0 of its fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [['f', '@File']] }, /0 of its fields/],
    [{ kind: 'post', url: 'https://s.test', fields: [...fields, ...fields] }, /2 of its fields/],
    [{ kind: 'multipart' }, /partSizeBytes/],
  ])('refuses %j', (answer, why) => {
    expect(() => checkAnswer(answer)).toThrow(why)
  })

  it.each([
    { kind: 'existing', file: { id: 'f' } },
    { kind: 'stored', reference: null },
    { kind: 'put', url: 'https://s.test', headers: {} },
    { kind: 'post', url: 'https://s.test', fields },
  ])('lets %j through', (answer) => {
    expect(checkAnswer(answer)).toBe(answer)
  })
})

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
