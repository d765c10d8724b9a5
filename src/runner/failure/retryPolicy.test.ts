import { describe, expect, it } from 'vitest'
import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import { noTries, type Tries } from '../../uploader/entry.js'
import { stepToRetry } from './stepToRetry.js'
import { countTry, decide } from './retryPolicy.js'

/** Returns what happens at each attempt, with the longest jitter. */
function course(code: UploadErrorCode, init: UploadErrorInit = {}): string[] {
  const error = new UploadError(code, 'x', init)
  const lines: string[] = []
  let tries: Tries = noTries
  for (;;) {
    const decision = decide(error, tries, 1)
    if (decision.kind === 'give-up') return [...lines, `then ${decision.error.retry.when}`]
    lines.push(`${error.retry.from} +${decision.delayMs}`)
    tries = countTry(tries, error)
  }
}

/** How often a step is taken that fails with one of these errors after another. */
function triesUntilGivenUp(codes: readonly UploadErrorCode[], init: UploadErrorInit): number {
  let tries: Tries = noTries
  for (let count = 1; ; count += 1) {
    const error = new UploadError(codes[count % codes.length] ?? 'unknown', 'x', init)
    if (decide(error, tries, 1).kind === 'give-up') return count
    tries = countTry(tries, error)
  }
}

describe('decide', () => {
  it.each<[UploadErrorCode, string[]]>([
    ['server-unreachable', ['call +500', 'call +1000', 'call +2000', 'then by-hand']],
    ['server-error', ['call +500', 'call +1000', 'call +2000', 'then by-hand']],
    ['server-timeout', ['call +500', 'then by-hand']],
    ['storage-unreachable', ['call +1000', 'call +2000', 'call +4000', 'call +8000', 'then by-hand']],
    ['storage-silent', ['call +1000', 'then by-hand']],
    ['storage-blocked', ['call +1000', 'then by-hand']],
    ['ticket-expired', ['ticket +0', 'ticket +0', 'then by-hand']],
    ['storage-refused', ['ticket +0', 'then never']],
    ['bytes-damaged', ['inspection +0', 'then never']],
    ['not-verified', ['inspection +0', 'then by-hand']],
    ['file-changed', ['then never']],
    ['forbidden', ['then never']],
    ['unauthorized', ['then by-hand']],
    ['unknown', ['then by-hand']],
    ['confirm-ambiguous', ['then by-hand']],
  ])('%s goes %j', (code, expected) => {
    expect(course(code)).toEqual(expected)
  })

  it('waits as long as a server asks, but less than a minute', () => {
    expect(course('rate-limited', { retryAfterSeconds: 2 })[0]).toBe('call +2000')
    expect(course('storage-busy', { retryAfterSeconds: 60 })[0]).toBe('call +6000')
  })

  it('spreads the delays over the whole backoff', () => {
    const error = new UploadError('server-error', 'x')
    expect(decide(error, noTries, 0)).toMatchObject({ delayMs: 0 })
    expect(decide(error, noTries, 0.5)).toMatchObject({ delayMs: 250 })
  })

  it('never costs more than six sends or three tickets by itself', () => {
    expect(triesUntilGivenUp(['storage-unreachable', 'storage-stalled'], { step: 'sending' })).toBe(6)
    const spent = { ...noTries, resends: 5 }
    const lost = new UploadError('not-verified', 'x', { step: 'confirming' })
    expect(decide(lost, spent, 1).kind).toBe('give-up')
    expect(decide(new UploadError('server-error', 'x', { step: 'confirming' }), spent, 1).kind).toBe('again')
    expect(countTry(noTries, lost).resends).toBe(1)
    expect(countTry(noTries, new UploadError('server-error', 'x', { step: 'confirming' })).resends).toBe(0)
    const expired = new UploadError('ticket-expired', 'x', { step: 'sending' })
    expect(decide(expired, { ...noTries, tickets: 3 }, 1).kind).toBe('give-up')
  })

  it("follows an adapter's advice on its own error", () => {
    const final = new UploadError('server-error', 'x', { retry: { when: 'never', from: 'call' } })
    expect(decide(final, noTries, 1)).toEqual({ kind: 'give-up', error: final })
  })
})

describe('stepToRetry', () => {
  it.each([
    ['call', 'confirming', 'confirming'],
    ['ticket', 'confirming', 'requesting'],
    ['inspection', 'sending', 'inspecting'],
  ] as const)('from %s after a failure at %s is %s', (from, at, step) => {
    expect(stepToRetry(from, at)).toBe(step)
  })
})
