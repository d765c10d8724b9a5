/** How many tests a stage ran, and how they ended. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

export const nothing: Tally = { passed: 0, failed: 0 }

interface VitestReport {
  readonly numPassedTests: number
  readonly numTotalTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/**
 * Reads the report of Vitest's JSON reporter. A test that did not run (skipped, todo) counts as failed, and so does a
 * file that could not be loaded.
 */
export function tallyVitest(report: VitestReport): Tally {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numTotalTests - report.numPassedTests + broken.length,
  }
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

/** Reads the report of Playwright's JSON reporter. A test that passes when it is retried has passed. */
export function tallyPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + errors.length }
}

/** Compares a tally with the exit code: a stage that ran no test, or crashed after its last one, has failed. */
export function judge(tally: Tally, exitCode: number): Tally {
  const isSound = tally.failed > 0 || (exitCode === 0 && tally.passed > 0)
  return isSound ? tally : { ...tally, failed: 1 }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { passed, failed }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
    }),
    nothing,
  )
}
