import type { StoredFile } from '../../contract/storedFile.js'
import { describeAborts } from './cases/abortCases.js'
import { describeChanges } from './cases/changeCases.js'
import { describeConfirm } from './cases/confirmCases.js'
import { describeCredentials } from './cases/credentialCases.js'
import { describeErrors } from './cases/errorCases.js'
import { describeParts } from './cases/partCases.js'
import { describeReading } from './cases/readingCases.js'
import { describeSending } from './cases/sendingCases.js'
import type { Subject } from './Subject.js'
import { findRunner, type TestRunner } from './TestRunner.js'
import { describeTickets } from './cases/ticketCases.js'

/** An adapter, its API, and the test runner. */
export interface DescribeBackendOptions<TFile extends StoredFile = StoredFile> extends Subject<TFile> {
  /**
   * The functions of the test runner: `{ describe, it, expect }` from Vitest or Jest.
   * @default the global functions
   */
  readonly test?: TestRunner
}

/**
 * Tests an adapter against the rules that all adapters must keep, those of this package and your own. You describe your
 * API with canned answers. The adapter then runs with a scripted `fetch` and, for complete uploads, in the real core with
 * a recorder in place of storage. Every adapter has the same cases. If an API has no such feature ('none' in its
 * description), the case tests what must hold then.
 *
 * @throws {TypeError} if there is neither `test` nor the globals of a test runner
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
  const { test = findRunner('describeBackend', ['describe', 'it', 'expect']), ...subject } = options
  test.describe(`the ${name} backend keeps the contract`, () => {
    test.describe('when it requests a ticket', () => describeTickets(test, subject))
    test.describe('when bytes are sent', () => describeSending(test, subject))
    test.describe('when it sends parts', () => describeParts(test, subject))
    test.describe('when it registers', () => describeConfirm(test, subject))
    test.describe('when something goes wrong', () => describeErrors(test, subject))
    test.describe('with its credentials', () => describeCredentials(test, subject))
    test.describe('when it is aborted', () => describeAborts(test, subject))
    test.describe('when it reads files', () => describeReading(test, subject))
    test.describe('when it changes files', () => describeChanges(test, subject))
  })
}
