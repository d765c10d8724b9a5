import { describe, expect, it } from 'vitest'
import { addTallies, judge, nothing, tallyPlaywright, tallyVitest } from './tally.ts'

const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }) })

describe('tallyVitest', () => {
  it('counts what passed and what failed', () => {
    const report = { numPassedTests: 3, numTotalTests: 5, testResults: [file('passed', 2), file('failed', 3)] }
    expect(tallyVitest(report)).toEqual({ passed: 3, failed: 2 })
  })

  it('counts a file that could not be loaded as one failure', () => {
    const report = { numPassedTests: 2, numTotalTests: 2, testResults: [file('passed', 2), file('failed', 0)] }
    expect(tallyVitest(report)).toEqual({ passed: 2, failed: 1 })
  })

  it('counts a skipped test as failed', () => {
    expect(tallyVitest({ numPassedTests: 1, numTotalTests: 2, testResults: [] })).toEqual({ passed: 1, failed: 1 })
  })
})

describe('tallyPlaywright', () => {
  it('counts a skipped test and an error outside the tests as failed', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 }
    expect(tallyPlaywright({ stats, errors: ['no server'] })).toEqual({ passed: 5, failed: 3 })
  })
})

describe('judge', () => {
  it('accepts a clean run', () => {
    expect(judge({ passed: 7, failed: 0 }, 0)).toEqual({ passed: 7, failed: 0 })
  })

  it('counts a crash after the last test as a failure', () => {
    expect(judge({ passed: 7, failed: 0 }, 1)).toEqual({ passed: 7, failed: 1 })
  })

  it('counts a run without a test as a failure', () => {
    expect(judge(nothing, 0)).toEqual({ passed: 0, failed: 1 })
  })

  it('adds nothing to failures that the runner has reported', () => {
    expect(judge({ passed: 7, failed: 2 }, 1)).toEqual({ passed: 7, failed: 2 })
  })
})

describe('addTallies', () => {
  it('sums up', () => {
    expect(addTallies([{ passed: 1, failed: 2 }, nothing, { passed: 3, failed: 0 }])).toEqual({ passed: 4, failed: 2 })
  })
})
