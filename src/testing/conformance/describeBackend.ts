import type { StoredFile } from '../../contract/storedFile.js'
import { describeAborts } from './cases/abortCases.js'
import { describeConfirm } from './cases/confirmCases.js'
import { describeCredentials } from './cases/credentialCases.js'
import { describeErrors } from './cases/errorCases.js'
import { describeParts } from './cases/partCases.js'
import { describeReading } from './cases/readingCases.js'
import { describeSending } from './cases/sendingCases.js'
import type { Subject } from './Subject.js'
import { findRunner, type TestRunner } from './TestRunner.js'
import { describeTickets } from './cases/ticketCases.js'

/** An adapter, the API that it speaks, and the test runner that tries the one on the other. */
export interface DescribeBackendOptions<TFile extends StoredFile = StoredFile> extends Subject<TFile> {
  /**
   * The test runner's own functions, so that the suite is tied to none: `{ describe, it, expect }` from Vitest or Jest.
   * @default the global ones
   */
  readonly test?: TestRunner
}

/**
 * The rules that every adapter has to keep, as tests: those of this package and your own. You describe your API in
 * canned answers; the adapter is driven through a scripted `fetch` and, for whole uploads, through the real core with a
 * recorder in place of storage. Every adapter is tried in the same cases; where an API has no such thing ('none' in its
 * description), the case tries what has to hold then.
 *
 * @throws {TypeError} where neither `test` nor the globals of a test runner are there
 * @see docs/write-your-own-adapter.md
 * @example
 * import { describe, expect, it } from 'vitest'
 * describeBackend('mine', {
 *   test: { describe, it, expect },
 *   create: ({ fetch, headers }) => createMyBackend({ url: '/api', fetch, headers }),
 *   api: myApi,
 * })
 */
export function describeBackend<TFile extends StoredFile>(name: string, options: DescribeBackendOptions<TFile>): void {
  const { test = findRunner(), ...subject } = options
  test.describe(`the ${name} backend keeps the contract`, () => {
    test.describe('when it asks for a ticket', () => describeTickets(test, subject))
    test.describe('when bytes are sent', () => describeSending(test, subject))
    test.describe('when it sends parts', () => describeParts(test, subject))
    test.describe('when it registers', () => describeConfirm(test, subject))
    test.describe('when something goes wrong', () => describeErrors(test, subject))
    test.describe('with its credentials', () => describeCredentials(test, subject))
    test.describe('when it is called off', () => describeAborts(test, subject))
    test.describe('when it is asked for what there is', () => describeReading(test, subject))
  })
}
