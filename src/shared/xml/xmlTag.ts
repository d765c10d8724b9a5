/** The opening tag of an element. */
export interface XmlTag {
  /** Without its prefix. */
  readonly name: string
  /** Left out where the tag has no end or is not well-formed. */
  readonly inside?: XmlTagInside
}

/** What an opening tag holds after its name. */
export interface XmlTagInside {
  /** By their names as written, their references resolved. */
  readonly attributes: ReadonlyMap<string, string>
  /** Where the text after the tag begins. */
  readonly end: number
  /** The element ends with this tag. */
  readonly isEmpty: boolean
}

/** Reads the opening tag that begins at a place of a text; undefined if none does. */
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
    // A second one of the same name makes no XML; browsers keep the first.
    if (!attributes.has(name)) attributes.set(name, resolveReferences(inDouble ?? inSingle))
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Puts in characters for XML's references to them. What a doctype defines stays as it is. */
export function resolveReferences(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole
    const codePoint = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ''
  })
}
