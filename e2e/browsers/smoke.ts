import { it as register, type TestAPI } from 'vitest'

/** Whether only the scenarios that are marked as smoke run, as in `npm run test:ci`. `npm run test:browsers` runs all. */
const isSmokeRun = process.env['SCENARIOS'] === 'smoke'

/** Marks a scenario as one of those that `npm run test:ci` runs in every browser. */
export const smoke = {}

/** The others are not registered in such a run: a test that is skipped counts as failed. */
const registerSmoke = Object.assign(
  (name: string, options: unknown, run: () => Promise<void>): void => {
    // oxlint-disable-next-line vitest/expect-expect, vitest/no-conditional-tests, vitest/valid-title -- this registers tests
    if (options === smoke) register(name, run)
  },
  {
    each:
      (cases: readonly unknown[]) =>
      (name: string, options: unknown, run: (...values: unknown[]) => Promise<void>): void => {
        // oxlint-disable-next-line vitest/expect-expect, vitest/no-conditional-tests, vitest/valid-title -- this registers tests
        if (options === smoke) register.each(cases)(name, run)
      },
  },
)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the scenarios use nothing else of it
export const it: TestAPI = isSmokeRun ? (registerSmoke as unknown as TestAPI) : register
