import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../check/CheckResult.ts'
import { formatReport } from './formatReport.ts'

const report: CheckReport = {
  ok: false,
  storage: 'photos at https://s3.example',
  provider: 'other',
  origins: ['https://app.example'],
  checks: [
    { name: 'owner', outcome: 'ok', asked: 'List files.', message: 'A visitor who is not signed in gets 401.' },
    { name: 'lifecycle', outcome: 'not-checked', asked: 'Read the rules.', message: 'Storage has no rules for that.' },
    {
      name: 'preflight',
      outcome: 'problem',
      origin: 'https://app.example',
      asked: 'Preflight (OPTIONS) for a PUT with content-type, if-none-match, x-amz-checksum-sha256.',
      message: 'Storage does not allow the origin (status 403).',
      code: 'cors-origin-refused',
      advice: 'Give the bucket this CORS rule.',
      paste: 'cors.json:\n{"CORSRules":[{"AllowedOrigins":["https://app.example"],"AllowedMethods":["PUT"]}]}',
    },
    {
      name: 'provider',
      outcome: 'warning',
      asked: 'Whose S3 is it?',
      message: 'Storage calls itself MinIO.',
      code: 'provider-unknown',
      advice: 'Name the provider in s3.',
    },
  ],
}

describe('formatReport', () => {
  it('wraps sentences, and leaves what is to be pasted whole', () => {
    expect(formatReport('./uploads.ts', report, { hasColours: false, columns: 72 })).toBe(
      `coatcheck check ./uploads.ts
photos at https://s3.example (other), for pages of https://app.example

  ✓ owner       A visitor who is not signed in gets 401.
  · lifecycle   Storage has no rules for that.
  ✗ preflight   https://app.example: Storage does not allow the origin
                (status 403).
                Asked: Preflight (OPTIONS) for a PUT with content-type,
                if-none-match, x-amz-checksum-sha256.
                To do: Give the bucket this CORS rule.
                cors.json:
                {"CORSRules":[{"AllowedOrigins":["https://app.example"],"AllowedMethods":["PUT"]}]}
  ! provider    Storage calls itself MinIO.
                Asked: Whose S3 is it?
                To do: Name the provider in s3.

1 problem. 1 warning. Uploads fail or are not safe until it is solved.`,
    )
  })

  it('uses colours only where they are shown', () => {
    const plain = formatReport('a.ts', report, { hasColours: false, columns: 100 })
    const coloured = formatReport('a.ts', report, { hasColours: true, columns: 100 })
    expect(plain).not.toContain('\u001b')
    expect(coloured).toContain('\u001b[31m✗\u001b[0m')
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })

  it('counts in words', () => {
    const summary = (ok: boolean, names: readonly ('problem' | 'warning')[]): string | undefined => {
      const [, , problem, warning] = report.checks
      const checks = names.flatMap((name) => (name === 'problem' ? problem : warning) ?? [])
      return formatReport('a.ts', { ...report, ok, checks }, { hasColours: false, columns: 80 })
        .split('\n')
        .at(-1)
    }
    expect(summary(true, [])).toBe('No problem found.')
    expect(summary(true, ['warning', 'warning'])).toBe('No problem found. 2 warnings.')
    expect(summary(false, ['problem', 'problem'])).toBe(
      '2 problems. Uploads fail or are not safe until they are solved.',
    )
  })
})
