import { parseSync } from 'vite'

/** Words behind `it`, `test` or `describe` that do not keep a test from running. */
const harmless = new Set(['concurrent', 'each', 'fails', 'for', 'only', 'parallel', 'sequential', 'serial'])

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

/**
 * Reads the names of the tests in a file without running it, each with the names of its groups before it: that is what
 * `-t` of Vitest and `-g` of Playwright are compared with. What only a run would tell stands as `…`, and tests that are
 * skipped are left out.
 */
export function readTestNames(path: string, code: string): readonly string[] {
  const names: string[] = []

  function visit(value: unknown, groups: readonly string[]): void {
    if (Array.isArray(value)) for (const item of value) visit(item, groups)
    if (!isNode(value)) return
    const { kind, name } = readCall(value)
    if (kind === 'skipped') return
    if (kind === 'test') names.push([...groups, name].join(' '))
    const inside = kind === 'group' ? [...groups, name] : groups
    for (const child of Object.values(value)) visit(child, inside)
  }

  visit(parseSync(path, code).program, [])
  return names
}

interface Call {
  readonly kind: 'test' | 'group' | 'skipped' | 'other'
  readonly name: string
}

/** A test and a group have a name and a function; `it.each(rows)` alone has neither. */
function readCall({ type, callee, arguments: args }: Node): Call {
  const other: Call = { kind: 'other', name: '' }
  if (type !== 'CallExpression' || !Array.isArray(args) || args.length < 2) return other
  const [first = '', ...rest] = wordsOf(callee)
  if (!/^(it|test|describe)$/.test(first)) return other
  const isGroup = first === 'describe' || rest[0] === 'describe'
  const further = rest.filter((word) => word !== 'describe')
  if (further.some((word) => /^(skip|todo|fixme)/.test(word))) return { kind: 'skipped', name: '' }
  if (!further.every((word) => harmless.has(word))) return other
  return { kind: isGroup ? 'group' : 'test', name: textOf(args[0]) }
}

/** `it`, `each` of `it.each(rows)`. */
function wordsOf(node: unknown): readonly string[] {
  if (!isNode(node)) return []
  if (node.type === 'Identifier') return [String(node['name'])]
  if (node.type === 'MemberExpression') return [...wordsOf(node['object']), ...wordsOf(node['property'])]
  return wordsOf(node['callee'] ?? node['tag'])
}

function textOf(node: unknown): string {
  if (isNode(node) && node.type === 'Literal') return String(node['value'])
  if (!isNode(node) || !Array.isArray(node['quasis'])) return '…'
  return node['quasis'].map(({ value }: { value: { cooked: string } }) => value.cooked).join('…')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
