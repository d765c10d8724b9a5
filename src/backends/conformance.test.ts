import { describe, expect, it } from 'vitest'
import { describeBackend } from '../testing/conformance/describeBackend.js'
import type { TestRunner } from '../testing/conformance/TestRunner.js'
import { activeStorage } from './active-storage/activeStorage.conformance.js'
import { foir } from './foir/foir.conformance.js'
import { glue } from './glue/glue.conformance.js'
import { inspect } from './inspect/inspect.conformance.js'
import { ion } from './ion/ion.conformance.js'
import { rest } from './rest/rest.conformance.js'
import { visibuild } from './visibuild/visibuild.conformance.js'

const test: TestRunner = { describe, it, expect }

/** Each of them by its own types of file. */
const suites: Readonly<Record<string, (test: TestRunner) => void>> = {
  ion: (test) => describeBackend('ION', { test, ...ion }),
  glue: (test) => describeBackend('Glue', { test, ...glue }),
  visibuild: (test) => describeBackend('Visibuild', { test, ...visibuild }),
  inspect: (test) => describeBackend('Inspect', { test, ...inspect }),
  foir: (test) => describeBackend('Foir', { test, ...foir }),
  'active-storage': (test) => describeBackend('Active Storage', { test, ...activeStorage }),
  rest: (test) => describeBackend('rest', { test, ...rest }),
}

for (const run of Object.values(suites)) run(test)

/** The names of a suite's cases, without running them. */
function listCases(run: (test: TestRunner) => void): readonly string[] {
  const names: string[] = []
  run({ describe: (_, define) => define(), it: (name) => names.push(name), expect })
  return names
}

describe('the conformance suite', () => {
  it('has the same cases for every adapter', () => {
    const [first, ...others] = Object.values(suites).map(listCases)
    expect(others).toEqual(others.map(() => first))
    expect(new Set(first).size).toBe(first?.length)
    expect(first?.length).toBe(66)
  })
})
