import { rest } from '../../../test/backends/rest.conformance.ts'
import { describeBackend, serverRules, type ServerUnderTest } from '../../../src/testing.ts'
import type { Page } from '../Page.ts'

/** A server that can do everything, so that no rule is left out. */
const everything: ServerUnderTest = {
  owner: {},
  otherOwner: {},
  waitingOwner: {},
  profile: 'any',
  refusedType: 'text/html',
  maxSizeBytes: 1,
  multipartAboveBytes: 1,
  longestWaitSeconds: 1,
  secrets: [],
}

/** Every rule that the two suites of `coatcheck/testing` test. */
export function renderSuites(): Page {
  const text = [
    '# Conformance suites',
    '`coatcheck/testing` has two suites for Vitest, Jest and similar runners. Here is every rule that they test.',
    '## An adapter: `describeBackend`',
    '[Write your own adapter](../write-your-own-adapter.md) shows how an adapter is tested. Every adapter has the same cases. Where an API has no such feature, the case tests what must hold then.',
    ...listCases(),
    '## A server: `describeServer`',
    '[Check your server](../server-contract.md) shows how a server is tested, in whatever language it is written. The rules are those of [the REST contract](./rest-contract.md); which of them are tested depends on what the server can do.',
    ...listRules(),
  ].join('\n\n')
  return { path: 'reference/suites.md', title: 'Conformance suites', text: `${text}\n`, kind: 'generated' }
}

function listCases(): readonly string[] {
  const lines: string[] = []
  let depth = 0
  describeBackend('', {
    ...rest,
    test: {
      describe: (name, define) => {
        // The outermost one is about the adapter as a whole.
        if (depth > 0) lines.push(`### ${toTitle(name)}`, '')
        depth += 1
        define()
        depth -= 1
      },
      it: (name) => lines.push(`- ${escape(name)}`),
      expect: () => ({ toEqual: () => undefined }),
    },
  })
  return join(lines)
}

function listRules(): readonly string[] {
  const groups = Map.groupBy(serverRules('http://server.test', everything), ({ group }) => group)
  return join(
    [...groups].flatMap(([group, rules]) => [
      `### ${toTitle(group)}`,
      '',
      ...rules.map(({ name }) => `- ${escape(name)}`),
    ]),
  )
}

/** A heading ends a list. */
const join = (lines: readonly string[]): readonly string[] => [lines.join('\n').replaceAll(/\n(?=###)/g, '\n\n')]

const toTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const escape = (name: string): string => name.replaceAll(/[<>{}]/g, (mark) => `\\${mark}`)
