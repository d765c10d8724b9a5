/** What the suite needs of a test runner: Vitest's and Jest's own functions will do. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown
  readonly it: (name: string, run: () => Promise<void>) => unknown
  /** Equal by value; a field that is undefined may be left out. */
  readonly expect: (actual: unknown) => { toEqual: (expected: unknown) => unknown }
}
