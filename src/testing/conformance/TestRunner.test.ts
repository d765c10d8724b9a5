import { describe, expect, it } from 'vitest'
import { findRunner } from './TestRunner.js'

describe('findRunner', () => {
  it('returns the global functions of a runner', () => {
    const globals = { describe, it, expect, other: 1 }
    expect(findRunner(globals)).toBe(globals)
  })

  it('says what to pass if there are none', () => {
    expect(() => findRunner({ describe })).toThrow(/no global it, expect\. .*test: \{ describe, it, expect \}/)
  })
})
