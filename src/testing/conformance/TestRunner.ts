/** What the suite needs of a test runner: Vitest's and Jest's own functions will do. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, run: () => Promise<void>) => unknown
  /** Equal by value; a field that is undefined may be left out. */
  readonly expect: (actual: unknown) => { toEqual: (expected: unknown) => unknown }
}

const names = ['describe', 'it', 'expect'] as const

/**
 * The functions that a runner has put beside everything else: Jest's always, Vitest's with `globals: true`.
 *
 * @throws {TypeError} where there are none
 */
export function findRunner(globals: object = globalThis): TestRunner {
  const missing = names.filter((name) => typeof Reflect.get(globals, name) !== 'function')
  if (missing.length === 0) return globals as TestRunner
  throw new TypeError(
    `describeBackend finds no global ${missing.join(', ')}. Give it your test runner's own: ` +
      `describeBackend(name, { test: { describe, it, expect }, … }), imported from 'vitest' or '@jest/globals'.`,
  )
}
