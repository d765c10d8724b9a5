/**
 * Rewrites the types of props so that react-docgen can follow them: `PartProps<Element, Own>` becomes `Own`, because the
 * attributes of elements would fill a table with hundreds of rows, and `ClassName<State>` becomes what it stands for.
 */
export function inlinePropTypes(source: string): string {
  const written = source.replaceAll(/\bClassName<([^>]+)>/g, 'string | ((state: $1) => string | undefined) | undefined')
  return inlinePartProps(written).replaceAll(/(type \w+Props(?:<.+?>)? =)((?:\s*\| \w+(?:<\w+>)?){2,})/g, joinUnion)
}

/** All props of a union: which of them exclude each other is said by their types. */
function joinUnion(_all: string, head: string, members: string): string {
  return `${head} ${members.split('|').slice(1).join('&')}`
}

const generic = 'PartProps<'

function inlinePartProps(source: string): string {
  const start = source.search(/\bPartProps</)
  if (start < 0) return source
  const [own, end] = readSecondArgument(source, start + generic.length)
  return source.slice(0, start) + own + inlinePartProps(source.slice(end))
}

/** Returns the second type argument, and where the list of arguments ends. */
function readSecondArgument(source: string, start: number): readonly [text: string, end: number] {
  let depth = 0
  let comma = -1
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at)
    const closes = ')]}'.includes(character) || (character === '>' && source[at - 1] !== '=')
    if (closes && depth === 0) return [source.slice(comma + 1, at), at + 1]
    if (closes) depth -= 1
    else if ('<([{'.includes(character)) depth += 1
    else if (character === ',' && depth === 0 && comma < 0) comma = at
  }
  throw new SyntaxError('The type arguments of PartProps have no end.')
}
