import type { TestOptions } from 'vitest'

/** Marks the scenarios that `npm run test:ci` runs; `npm run test:browsers` runs all. */
export const smoke: TestOptions = { tags: ['smoke'] }
