import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { betweenProbes, longestOutageMs } from '../../src/runner/outages/CircuitBreaker.ts'
import { mostExtraWaitMs } from '../../src/runner/scheduling/backoff.ts'
import { mostSends, mostTickets, policies, type Policy } from '../../src/runner/failure/retryPolicy.ts'
import { en } from '../../src/locales/en.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8')

/** The rows of the table: the codes, what happens automatically, and what is possible then. */
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, codes = '', , byItself = '', then = ''] = line.split('|')
    const found: readonly string[] = codes.match(/[a-z-]{2,}/g) ?? []
    return { codes: found, byItself: byItself.trim(), afterwards: then.trim() }
  })

const words: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 5: 'five', 6: 'six' }

it('the guide to faults has a row for every code, and names no other', () => {
  expect(rows.flatMap(({ codes }) => codes).toSorted()).toEqual(Object.keys(en.errors).toSorted())
})

it.each(Object.entries(policies))(
  'the guide states how often %s is retried, and what is possible then',
  (code, policy) => {
    const row = rows.find(({ codes }) => codes.includes(code))
    expect(row?.byItself).toMatch(describeTries(policy))
    expect(row?.afterwards.startsWith('by hand')).toBe(policy.afterwards === 'by-hand')
  },
)

it('the guide says that no other code is retried automatically', () => {
  const others = rows.filter(({ codes }) => !codes.some((code) => code in policies))
  for (const { byItself } of others) expect(byItself).not.toMatch(/\bonce\b|twice|more times/)
})

it('the guide states the limits for a file and for an outage', () => {
  expect(guide).toContain(`more than ${words[mostSends]} sends, and none more than ${words[mostTickets]} tickets`)
  expect(guide).toContain(`up to ${words[mostExtraWaitMs / 1000]} seconds beyond our own wait`)
  expect(guide).toContain(`For ${longestOutageMs / 60_000} minutes none of these uploads fails`)
  expect(guide).toContain(`up to ${betweenProbes.capMs / 1000} seconds.`)
  expect(betweenProbes.baseMs).toBe(500)
})

/** "once", "twice", or "3 more times, each after at most 8 s"; a row may also refer to the one above. */
function describeTries({ retries, capMs }: Policy): RegExp {
  if (retries === 1) return /\bonce\b/
  if (retries === 2) return /\btwice\b/
  return new RegExp(`${retries} more times, each after at most ${capMs / 1000} s`)
}
