import { describe, expect, it } from 'vitest'
import { describeBackend } from '../testing/conformance/describeBackend.js'
import type { TestRunner } from '../testing/conformance/TestRunner.js'
import { activeStorage } from '../../test/backends/activeStorage.conformance.js'
import { foir } from '../../test/backends/foir.conformance.js'
import { glue } from '../../test/backends/glue.conformance.js'
import { inspect } from '../../test/backends/inspect.conformance.js'
import { ion } from '../../test/backends/ion.conformance.js'
import { rest } from '../../test/backends/rest.conformance.js'
import { visibuild } from '../../test/backends/visibuild.conformance.js'

const test: TestRunner = { describe, it, expect }

/** The adapters, each with its own file type. */
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

/** Collects the names of a suite's cases without running them. */
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
    expect(first?.length).toBe(70)
  })
})
