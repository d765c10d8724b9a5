/** Everything before the first element of a document. */
export interface XmlProlog {
  /** Where the first element begins, or other text in its place. */
  readonly end: number
  /** The name in the doctype, in lower case. */
  readonly doctype?: string
}

/** How XML's sections begin and end. CDATA is not allowed before the first element, but it is no element either. */
const sections: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
]

/**
 * Skips the comments, instructions and doctype before the first element. Each character is read a fixed number of times.
 * A single regular expression could not guarantee that for texts that are made to be slow.
 * @see https://www.w3.org/TR/xml/#sec-prolog-dtd
 */
export function skipXmlProlog(text: string): XmlProlog {
  let doctype: string | undefined
  let at = 0
  for (;;) {
    at = skipSpace(text, at)
    const announced = readDoctypeName(text, at)
    doctype ??= announced
    const end = announced === undefined ? skipXmlSection(text, at) : findDoctypeEnd(text, at)
    if (end < 0) return { end: at, ...(doctype !== undefined && { doctype }) }
    at = end
  }
}

function skipSpace(text: string, at: number): number {
  const space = /[\s\uFEFF]*/y
  space.lastIndex = at
  space.test(text)
  return space.lastIndex
}

/** Returns the end of the comment, instruction or CDATA section at a position; -1 if none begins there or it has no end. */
export function skipXmlSection(text: string, at: number): number {
  const section = sections.find(([begin]) => text.startsWith(begin, at))
  return section ? findEnd(text, section[1], at + section[0].length) : -1
}

function readDoctypeName(text: string, at: number): string | undefined {
  const doctype = /<!doctype\s+([^\s>["']+)/iy
  doctype.lastIndex = at
  return doctype.exec(text)?.[1]?.toLowerCase()
}

/** A doctype may contain declarations with comments and quotes, and these may contain brackets. */
function findDoctypeEnd(text: string, at: number): number {
  const landmark = /<!--|<\?|["'[\]>]/g
  let isInSubset = false
  landmark.lastIndex = at
  for (let found = landmark.exec(text)?.[0]; found !== undefined; found = landmark.exec(text)?.[0]) {
    if (found === '[' || found === ']') isInSubset = found === '['
    else if (found !== '>') {
      const end = findEnd(text, closings[found] ?? found, landmark.lastIndex)
      if (end < 0) return -1
      landmark.lastIndex = end
    } else if (!isInSubset) return landmark.lastIndex
  }
  return -1
}

const closings: Readonly<Record<string, string>> = Object.fromEntries(sections)

function findEnd(text: string, closing: string, from: number): number {
  const start = text.indexOf(closing, from)
  return start < 0 ? -1 : start + closing.length
}
