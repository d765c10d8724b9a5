import { findRunner, type TestRunner } from '../conformance/TestRunner.js'
import { serverRules } from './serverRules.js'
import type { ServerUnderTest } from './ServerUnderTest.js'

/** A server, and the test runner. */
export interface DescribeServerOptions extends ServerUnderTest {
  /**
   * The functions of the test runner: `{ describe, it }` from `node:test`, Vitest or Jest.
   * @default the global functions
   */
  readonly test?: Pick<TestRunner, 'describe' | 'it'>
}

/**
 * Tests a server over HTTP against the rules of docs/rest.openapi.yaml, whatever language it is written in. The server
 * and its storage have to run. The suite makes files of a few bytes for two owners, and deletes them if the server can. A
 * test that fails names the rule, the call, what was expected and what came.
 *
 * @param url the base URL of the server: the option `url` of `createRestBackend`, with its origin
 * @throws {TypeError} if there is neither `test` nor the globals of a test runner
 * @see docs/server-contract.md
 * @example
 * import { describe, it } from 'node:test'
 * describeServer('http://127.0.0.1:8000/api/uploads', {
 *   test: { describe, it },
 *   owner: { Authorization: 'Bearer token-of-ann' },
 *   otherOwner: { Authorization: 'Bearer token-of-bob' },
 * })
 */
export function describeServer(url: string, options: DescribeServerOptions): void {
  const { test = findRunner('describeServer', ['describe', 'it']), ...server } = options
  const rules = serverRules(url, server)
  test.describe('the server keeps the contract', () => {
    for (const group of new Set(rules.map((rule) => rule.group))) {
      test.describe(group, () => {
        for (const rule of rules) if (rule.group === group) test.it(rule.name, rule.test)
      })
    }
  })
}
