import type { Scrubber } from './createScrubber.js'

/** What a server did, and what it should have done. The texts contain no signatures and no credentials. */
export interface Finding {
  /** The request, such as 'POST /tickets {…}'. */
  readonly call: string
  readonly expected: string
  readonly came: string
}

/** Thrown when a server does not do what a rule says. */
export class BrokenRule extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.expected)
    this.name = 'BrokenRule'
    this.finding = finding
  }
}

/** The message of a test that failed, for somebody who does not know this suite. */
export function describeBreach(rule: string, thrown: unknown, scrub: Scrubber): string {
  if (!(thrown instanceof BrokenRule)) {
    const reasons = [thrown, thrown instanceof Error ? thrown.cause : undefined].filter((one) => one !== undefined)
    return `It could not be tested that a server ${rule}\n  because: ${scrub(reasons.map(String).join(': '))}`
  }
  const { call, expected, came } = thrown.finding
  return [`The server breaks the rule that it ${rule}`, `call: ${call}`, `expected: ${expected}`, `came: ${came}`].join(
    '\n  ',
  )
}
