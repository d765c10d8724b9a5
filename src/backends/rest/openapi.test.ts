import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { testContext } from '../../../test/backends/testContext.js'
import { empty, photo, storedEmpty, storedPhoto } from '../../../test/backends/testUpload.js'
import { readConfirmAnswer, readFileAnswer, readPage, readProblem, readTicketsAnswer } from './answers.js'
import { writeConfirmRequest, writeFileChange, writeTicketsRequest } from './requests.js'

interface Content {
  readonly schema: object
  readonly examples: Readonly<Record<string, { readonly value: object }>>
}

const document = parse(readFileSync(new URL('../../../docs/rest.openapi.yaml', import.meta.url), 'utf8')) as {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: {
    readonly responses: { readonly Problem: { readonly content: unknown } }
    readonly schemas: Readonly<Record<string, { readonly properties?: object }>>
  }
}
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ $id: 'contract', ...document })

/** Returns what is wrong with a value according to a schema. */
function findFaults(schema: string, value: unknown): unknown {
  const validate = ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
  return validate(value) ? null : validate.errors
}

/** Lists every body that the document describes, with its examples. */
function listContents(): readonly (readonly [place: string, content: Content])[] {
  const found: (readonly [string, Content])[] = []
  const visit = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('application/json' in value) found.push([place, value['application/json'] as Content])
    for (const [name, member] of Object.entries(value)) visit(member, `${place}/${name}`)
  }
  visit(document.paths, '')
  visit(document.components.responses, '')
  return found
}

/** Returns the examples at a place in the document. */
const examplesOf = (place: string): readonly object[] => {
  const content = listContents().find(([other]) => other.startsWith(place))?.[1]
  return Object.values(content?.examples ?? {}).map(({ value }) => value)
}

/** Hides nothing, because no credentials are sent. */
const hide = (text: string): string => text

/** Lists the names that a schema describes, in alphabetical order. */
const namesIn = (schema: string): readonly string[] =>
  Object.keys(document.components.schemas[schema]?.properties ?? {}).toSorted()

describe('docs/rest.openapi.yaml', () => {
  it('is OpenAPI 3.1 with a schema behind every reference', () => {
    expect(document.openapi).toBe('3.1.0')
    const text = JSON.stringify(document)
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(() => ajv.compile({ $ref: `contract#/components/schemas/${name}` })).not.toThrow()
    }
  })

  it.each(listContents())('has examples at %s that match its schema', (_, { schema, examples }) => {
    const resolved = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')) as object
    const validate = ajv.compile(resolved)
    expect(Object.keys(examples).length).toBeGreaterThan(0)
    for (const { value } of Object.values(examples)) {
      validate(value)
      expect(validate.errors).toBeNull()
    }
  })

  it('describes the requests that the backend makes', () => {
    const one = testContext()
    const many = testContext({ idempotencyKeys: ['a', 'b'] })
    expect(findFaults('TicketsRequest', writeTicketsRequest([photo], one))).toBeNull()
    expect(findFaults('TicketsRequest', writeTicketsRequest([photo, empty], many, 'photos'))).toBeNull()
    const video = { width: 1920, height: 1080, durationSeconds: 12.5, blurhash: 'LGF5' }
    expect(findFaults('TicketsRequest', writeTicketsRequest([{ ...empty, video }], one))).toBeNull()
    expect(findFaults('FileChange', writeFileChange({ name: 'a', alt: '' }))).toBeNull()
    expect(findFaults('ConfirmRequest', writeConfirmRequest([storedPhoto, storedEmpty], many))).toBeNull()
  })

  it('names every field of the requests that the backend makes', () => {
    const video = { width: 1920, height: 1080, durationSeconds: 12.5, blurhash: 'LGF5' }
    const request = writeTicketsRequest([{ ...photo, video }], testContext(), 'photos') as { files: object[] }
    expect(namesIn('TicketsRequest')).toEqual(Object.keys(request).toSorted())
    expect(namesIn('UploadRequest')).toEqual(Object.keys(request.files[0] ?? {}).toSorted())
    expect(namesIn('FileChange')).toEqual(Object.keys(writeFileChange({ name: 'a', alt: 'b' })).toSorted())
  })

  it('has example answers that the backend understands', () => {
    const tickets = examplesOf('//tickets/post/responses/200') as { tickets: { kind: string }[] }[]
    const kinds = tickets.flatMap((value) => {
      const answers = readTicketsAnswer({ body: value, hide }, value.tickets.length)
      expect(answers.map(({ kind }) => kind)).toEqual(value.tickets.map(({ kind }) => kind))
      return answers.map(({ kind }) => kind)
    })
    expect(new Set(kinds)).toEqual(new Set(['put', 'post', 'multipart', 'existing', 'stored', 'failed']))

    const files = examplesOf('//files/post/responses/200') as { files: { kind: string }[] }[]
    for (const value of files) {
      expect(readConfirmAnswer({ body: value, hide }, 1).map(({ kind }) => kind)).toEqual(
        value.files.map(({ kind }) => kind),
      )
    }
    for (const value of examplesOf('//files/get/responses/200')) expect(readPage(value).files.length).toBe(2)
    for (const call of ['get', 'patch']) {
      const answers = examplesOf(`//files/{id}/${call}/responses/200`)
      expect(answers.map((value) => readFileAnswer(value).id)).toEqual(['fil_2'])
    }
    for (const value of examplesOf('/Problem')) expect(readProblem(value)?.code).toBe('forbidden')
  })
})
