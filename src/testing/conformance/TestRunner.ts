/** The functions that the suite needs from a test runner, such as those of Vitest and Jest. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, run: () => Promise<void>) => unknown
  /** Compares by value. Undefined fields count as missing. */
  readonly expect: (actual: unknown) => { toEqual: (expected: unknown) => unknown }
}

const names = ['describe', 'it', 'expect'] as const

/**
 * Returns the global functions of a runner: Jest always has them, Vitest with `globals: true`.
 *
 * @throws {TypeError} if there are none
 */
export function findRunner(globals: object = globalThis): TestRunner {
  const missing = names.filter((name) => typeof Reflect.get(globals, name) !== 'function')
  if (missing.length === 0) return globals as TestRunner
  throw new TypeError(
    `describeBackend finds no global ${missing.join(', ')}. Give it your test runner's own: ` +
      `describeBackend(name, { test: { describe, it, expect }, … }), imported from 'vitest' or '@jest/globals'.`,
  )
}
