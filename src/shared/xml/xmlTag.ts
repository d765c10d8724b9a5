/** The opening tag of an element. */
export interface XmlTag {
  /** The name without its prefix. */
  readonly name: string
  /** Left out if the tag has no end or is not well-formed. */
  readonly inside?: XmlTagInside
}

/** What follows the name in an opening tag. */
export interface XmlTagInside {
  /** By name as written, with references resolved. */
  readonly attributes: ReadonlyMap<string, string>
  /** The position after the tag. */
  readonly end: number
  /** Whether the element ends with this tag. */
  readonly isEmpty: boolean
}

/** Reads the opening tag at a position; undefined if there is none. */
export function readXmlTag(text: string, at: number): XmlTag | undefined {
  const start = /<(?:[^\s<>/:"'=]+:)?([^\s<>/:"'=]+)(?=[\s/>])/y
  start.lastIndex = at
  const name = start.exec(text)?.[1]
  if (name === undefined) return undefined
  const inside = readInside(text, start.lastIndex)
  return { name, ...(inside && { inside }) }
}

function readInside(text: string, at: number): XmlTagInside | undefined {
  const attribute = /\s*([^\s<>/"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
  const close = /\s*(\/?)>/y
  const attributes = new Map<string, string>()
  attribute.lastIndex = at
  for (;;) {
    close.lastIndex = attribute.lastIndex
    const closing = close.exec(text)
    if (closing) return { attributes, end: close.lastIndex, isEmpty: closing[1] === '/' }
    const [, name = '', inDouble, inSingle = ''] = attribute.exec(text) ?? []
    if (name === '') return undefined
    // XML does not allow two attributes with one name; browsers keep the first.
    if (!attributes.has(name)) attributes.set(name, resolveReferences(inDouble ?? inSingle))
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Replaces XML's character references. Entities that a doctype defines stay as they are. */
export function resolveReferences(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole
    const codePoint = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ''
  })
}
