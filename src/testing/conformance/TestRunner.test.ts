import { describe, expect, it } from 'vitest'
import { findRunner } from './TestRunner.js'

describe('findRunner', () => {
  it('takes the functions that a runner has made global', () => {
    const globals = { describe, it, expect, other: 1 }
    expect(findRunner(globals)).toBe(globals)
  })

  it('says what to hand in where there are none', () => {
    expect(() => findRunner({ describe })).toThrow(/no global it, expect\. .*test: \{ describe, it, expect \}/)
  })
})
