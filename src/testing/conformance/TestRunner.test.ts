import { describe, expect, it } from 'vitest'
import { findRunner } from './TestRunner.js'

describe('findRunner', () => {
  it('returns the global functions of a runner', () => {
    const globals = { describe, it, expect, other: 1 }
    expect(findRunner('describeBackend', ['describe', 'it', 'expect'], globals)).toBe(globals)
  })

  it('asks only for what the suite needs', () => {
    const globals = { describe, it }
    expect(findRunner('describeServer', ['describe', 'it'], globals)).toBe(globals)
  })

  it('says what to pass if there are none', () => {
    expect(() => findRunner('describeBackend', ['describe', 'it', 'expect'], { describe })).toThrow(
      /^describeBackend finds no global it, expect\. .*describeBackend\(…, { test: \{ describe, it, expect \}/,
    )
  })
})
