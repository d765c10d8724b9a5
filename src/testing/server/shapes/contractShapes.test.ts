import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { AnswerBodies } from '../calls/answers.js'
import { contractShapes } from './contractShapes.js'

const contract = parse(readFileSync(new URL('../../../../docs/rest.openapi.yaml', import.meta.url), 'utf8'))
const formats = { uri: /^https?:\/\/./, 'uri-reference': true, 'date-time': true } as const
const ajv = new Ajv2020({ strict: false, formats })
ajv.addSchema({ $id: 'contract', ...contract })

type Name = keyof AnswerBodies

const problem = '#/components/responses/Problem/content/application~1json/schema'
const refOf = (name: Name): string => (name === 'Problem' ? problem : `#/components/schemas/${name}`)
const isValid = (name: Name, value: unknown): boolean => ajv.validate({ $ref: `contract${refOf(name)}` }, value)
const isOurs = (name: Name, value: unknown): boolean => contractShapes[name](value, '').length === 0

/** The examples of the document that are answers. */
function findExamples(): readonly (readonly [Name, unknown])[] {
  const found: (readonly [Name, unknown])[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { schema, examples } = node as { readonly schema?: { readonly $ref?: string }; readonly examples?: object }
    const name = schema?.$ref?.split('/').at(-1)
    const isAnswer = name !== undefined && Object.hasOwn(contractShapes, name)
    for (const example of isAnswer ? Object.values(examples ?? {}) : []) found.push([name as Name, example.value])
    for (const member of Object.values(node)) visit(member)
  }
  visit(contract.paths)
  const { examples } = contract.components.responses.Problem.content['application/json']
  return [...found, ['Problem', examples.forbidden.value]]
}

/** Copies of a value in which one field is left out, or has another type. */
function mutate(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => mutate(member).map((changed) => value.with(index, changed)))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name as keyof object]: _, ...rest } = value
    const others = [7, -1, 0.5, 'text', '', true, [], {}, [7], { kind: 'new' }]
    return [
      rest,
      ...others.map((other) => ({ ...value, [name]: other })),
      ...mutate(member).map((one) => ({ ...value, [name]: one })),
    ]
  })
}

describe('the shapes of answers', () => {
  const examples = findExamples()

  it('have an example each', () => {
    expect(new Set(examples.map(([name]) => name))).toEqual(new Set(Object.keys(contractShapes)))
  })

  it.each(examples)('take the examples of %s', (name, example) => {
    expect([contractShapes[name](example, ''), isValid(name, example)]).toEqual([[], true])
  })

  it.each(examples)('judge changed examples of %s as the OpenAPI document does', (name, example) => {
    const differing = mutate(example).filter((changed) => isValid(name, changed) !== isOurs(name, changed))
    expect(differing.map((changed) => [JSON.stringify(changed), contractShapes[name](changed, '')])).toEqual([])
  })
})
