import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import type { Page } from '../Page.ts'

const source = resolve(import.meta.dirname, '../../../docs/rest.openapi.yaml')

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
}

interface Body {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema: Schema; readonly examples?: Readonly<Record<string, { summary?: string; value: unknown }>> }
    >
  >
}

interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

interface Operation {
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Body
  readonly responses: Readonly<Record<string, Body>>
}

interface Contract {
  readonly info: { readonly version: string; readonly summary: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | readonly Parameter[]>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly parameters: Readonly<Record<string, Parameter>>
    readonly responses: Readonly<Record<string, Body>>
  }
}

const methods = ['get', 'post', 'patch', 'put', 'delete']

/** The contract between the page and its server, call by call, as the OpenAPI file has it. */
export function renderContract(): Page {
  const contract: Contract = parse(readFileSync(source, 'utf8'))
  const { info, paths, components } = contract
  const text = [
    '# REST contract',
    `${info.summary} This is version ${info.version}, written from the [OpenAPI file](../rest.openapi.yaml), which is also in the package. [Check your server](../server-contract.md) tests that a server keeps it, and [What your server must do](../security.md) says what it cannot say.`,
    info.description.trim(),
    '## Calls',
    ...Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter((entry): entry is [string, Operation] => methods.includes(entry[0]))
        .map(([method, operation]) =>
          renderOperation(`${method.toUpperCase()} ${path}`, operation, shared(operations), components),
        ),
    ),
    '## Schemas',
    ...Object.entries(components.schemas).map(([name, schema]) => renderSchema(name, schema)),
  ].join('\n\n')
  return { path: 'reference/rest-contract.md', title: 'REST contract', text: `${text}\n`, kind: 'generated' }
}

const shared = (operations: Readonly<Record<string, unknown>>): readonly Parameter[] =>
  (operations['parameters'] as readonly Parameter[] | undefined) ?? []

function renderOperation(
  call: string,
  { summary, description, parameters = [], requestBody, responses }: Operation,
  shared: readonly Parameter[],
  components: Contract['components'],
): string {
  const all = [...shared, ...parameters].map((one) => resolveRef(one, components.parameters))
  return [
    `### \`${call}\``,
    `${summary}.`,
    ...(description ? [description.trim()] : []),
    ...(all.length > 0
      ? [
          table(
            ['Parameter', 'in', 'type', ''],
            all.map(({ name, in: place, schema, description: about }) => [
              `\`${name}\``,
              place,
              toType(schema),
              about ?? '',
            ]),
          ),
        ]
      : []),
    ...(requestBody ? renderBody('Request', requestBody) : []),
    ...Object.entries(responses).flatMap(([status, answer]) =>
      renderBody(
        status === 'default' ? 'Any other answer' : `Answer ${status}`,
        resolveRef(answer, components.responses),
        status === 'default',
      ),
    ),
  ].join('\n\n')
}

function renderBody(title: string, { description, content }: Body, isBrief = false): readonly string[] {
  const { schema, examples = {} } = content?.['application/json'] ?? {}
  return [
    `**${title}**${schema ? `: ${toType(schema)}` : ''}${description ? `. ${description.trim()}` : ''}`,
    ...(isBrief ? [] : Object.values(examples)).flatMap(({ summary, value }) => [
      ...(summary ? [`${summary}:`] : []),
      `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``,
    ]),
  ]
}

function renderSchema(name: string, schema: Schema): string {
  const { description, properties, required = [] } = schema
  const rows = Object.entries(properties ?? {}).map(([property, one]) => [
    `\`${property}\`${required.includes(property) ? '' : '?'}`,
    toType(one),
    one.description ?? '',
  ])
  return [
    `### ${name}`,
    ...(description ? [description.trim()] : []),
    rows.length > 0 ? table(['Field', 'type', ''], rows) : `Type: ${toType(schema)}`,
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .map((cell) =>
        cell
          .trim()
          .replaceAll('|', '\\|')
          .replaceAll(/\s*\n\s*/g, ' '),
      )
      .join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function resolveRef<T extends { readonly $ref?: string }>(one: T, components: Readonly<Record<string, T>>): T {
  const name = one.$ref?.split('/').at(-1)
  const found = name === undefined ? one : components[name]
  if (!found) throw new Error(`The contract names ${one.$ref}, which it does not have.`)
  return found
}

/** The type of a schema as one would say it; named ones are links. */
function toType(schema: Schema): string {
  const { $ref, type, items, prefixItems, additionalProperties } = schema
  if ($ref) {
    const name = $ref.split('/').at(-1) ?? ''
    return `[${name}](#${name.toLowerCase()})`
  }
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return choices.map(toType).join(' or ')
  if (schema.allOf) return schema.allOf.map(toType).join(' and ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')
  if (prefixItems) return `[${prefixItems.map(toType).join(', ')}]`.replaceAll(/[[\]]/g, '\\$&')
  if (items) return `list of ${toType(items)}`
  if (typeof additionalProperties === 'object') return `record of ${toType(additionalProperties)}`
  return [type ?? 'anything'].flat().join(' or ') + toLimits(schema)
}

function toLimits({ format, minimum, maximum }: Schema): string {
  const limits = [format, minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`]
  const named = limits.filter(Boolean)
  return named.length > 0 ? ` (${named.join(', ')})` : ''
}
