/** One field that a query asks for. */
export interface SelectedField {
  readonly name: string
  /** Only for objects of this type. */
  readonly on?: string
  readonly fields: readonly SelectedField[]
}

/**
 * Parses the selection of a GraphQL operation: enough of the language for the operations of adapters (no aliases, no
 * named fragments), without an engine that every page with a mocked API would have to load.
 * @throws {SyntaxError}
 */
export function readSelection(query: string): readonly SelectedField[] {
  const tokens = query.match(/\.{3}|\w+|"(?:[^"\\]|\\.)*"|[^\s\w,]/g) ?? []
  let at = skipTo('{', 0)
  return readSet()

  function readSet(): readonly SelectedField[] {
    expect('{')
    const fields: SelectedField[] = []
    while (tokens[at] !== '}') fields.push(...readMember())
    at += 1
    return fields
  }

  function readMember(): readonly SelectedField[] {
    if (tokens[at] !== '...') return [readField()]
    at += 1
    expect('on')
    const on = readName()
    return readSet().map((field) => ({ ...field, on }))
  }

  function readField(): SelectedField {
    const name = readName()
    if (tokens[at] === '(') at = skipTo(')', at) + 1
    return { name, fields: tokens[at] === '{' ? readSet() : [] }
  }

  function readName(): string {
    const name = tokens[at] ?? ''
    if (!/^\w+$/.test(name)) throw new SyntaxError(`Expected a name, found ${name || 'the end'}.`)
    at += 1
    return name
  }

  function expect(token: string): void {
    if (tokens[at] !== token) throw new SyntaxError(`Expected ${token}, found ${tokens[at] ?? 'the end'}.`)
    at += 1
  }

  /** Skips everything in parentheses. */
  function skipTo(token: string, from: number): number {
    let depth = 0
    for (let index = from; index < tokens.length; index++) {
      if (tokens[index] === '(') depth += 1
      if (tokens[index] === ')') depth -= 1
      if (tokens[index] === token && depth === 0) return index
    }
    throw new SyntaxError(`Expected ${token}, found the end.`)
  }
}

/**
 * Returns only the selected fields of an object, so that a field that a query forgets is missing, as in the real API.
 * @throws {TypeError} if the object has no such field
 */
export function pickSelected(value: unknown, fields: readonly SelectedField[]): unknown {
  if (Array.isArray(value)) return value.map((member) => pickSelected(member, fields))
  if (typeof value !== 'object' || value === null || fields.length === 0) return value
  const object = value as Readonly<Record<string, unknown>>
  const asked = fields.filter(({ on }) => on === undefined || on === object['__typename'])
  return Object.fromEntries(asked.map(({ name, fields: inner }) => [name, pickSelected(fieldOf(object, name), inner)]))
}

function fieldOf(object: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in object) return object[name]
  throw new TypeError(`Cannot query field "${name}".`)
}
