import { describe, expect, it } from 'vitest'
import { findCommandProblems } from './findCommandProblems.ts'

describe('findCommandProblems', () => {
  it.each([
    'npm run test:postgres',
    'test:next',
    'npm run soak',
    'npm test -- build browser-support',
    'npm run test:looks -- layoutShifts',
    'npm run test:server -- e2e/uploads e2e/storage',
    "npm run test:unit -- scripts/package/findCommandProblems.test.ts -t 'findCommandProblems finds nothing in'",
    "npm run test:e2e -- e2e/recovery.e2e.ts -g 'reload'",
  ])('finds nothing in %s', (command) => {
    expect(findCommandProblems(command)).toEqual([])
  })

  it.each([
    ['npm run test:nothing', 'there is no such script'],
    ['npm run bench', 'no stage of npm run test:ci runs it'],
    ['npm test -- unit nothing', 'there is no stage nothing'],
    ['npm run test:unit -- src/nothing.test.ts', 'no test of src/nothing.test.ts is named so'],
    ['npm run test:unit -- src/runner src/nothing', 'no test of src/nothing is named so'],
    // A file of that name is there, but another script runs it.
    ['npm run test:unit -- e2e/recovery.e2e.ts', 'no test of e2e/recovery.e2e.ts is named so'],
    ["npm run test:e2e -- e2e/recovery.e2e.ts -g 'no such thing'", 'no test of e2e/recovery.e2e.ts is named so'],
    ['npm run test:server -- -t "no such title"', 'no test of test:server is named so'],
  ])('finds what is missing in %s', (command, problem) => {
    expect(findCommandProblems(command)).toEqual([`${command}: ${problem}`])
  })
})
