import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

const contract: object = parse(readFileSync(new URL('../../../docs/rest.openapi.yaml', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'contract', ...contract })

/** Compares an answer with a schema of docs/rest.openapi.yaml. Returns null if it conforms. */
export function findViolations(schema: string, answer: unknown): string | null {
  const validate = ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
  return validate(answer) ? null : ajv.errorsText(validate.errors)
}
