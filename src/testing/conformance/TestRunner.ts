/** The functions that the suite needs from a test runner, such as those of Vitest and Jest. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, run: () => Promise<void>) => unknown
  /** Compares by value. Undefined fields count as missing. */
  readonly expect: (actual: unknown) => { toEqual: (expected: unknown) => unknown }
}

/**
 * Returns the global functions of a runner: Jest always has them, Vitest with `globals: true`.
 *
 * @param suite the function that needs them, for the error
 * @throws {TypeError} if there are none
 */
export function findRunner<TName extends keyof TestRunner>(
  suite: string,
  names: readonly TName[],
  globals: object = globalThis,
): Pick<TestRunner, TName> {
  const missing = names.filter((name) => typeof Reflect.get(globals, name) !== 'function')
  if (missing.length === 0) return globals as TestRunner
  throw new TypeError(
    `${suite} finds no global ${missing.join(', ')}. Give it your test runner's own: ` +
      `${suite}(…, { test: { ${names.join(', ')} }, … }), imported from 'vitest' or '@jest/globals'.`,
  )
}
