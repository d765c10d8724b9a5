/** What stands before the first element of a markup text. */
export interface XmlProlog {
  /** Where the first element begins, or whatever stands in its place. */
  readonly end: number
  /** The element that the doctype announces, in lower case. */
  readonly doctype?: string
}

/** What XML takes for no element, by how it begins and ends. CDATA may not stand there, but is no element either. */
const sections: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
]

/**
 * Skips the comments, instructions and the doctype before a text's first element. Each character is looked at a fixed
 * number of times, which a single pattern for all of it cannot promise for texts that were made to be slow.
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

/** The end of the comment, instruction or CDATA section at a place of a text; -1 where none begins or it has no end. */
export function skipXmlSection(text: string, at: number): number {
  const section = sections.find(([begin]) => text.startsWith(begin, at))
  return section ? findEnd(text, section[1], at + section[0].length) : -1
}

function readDoctypeName(text: string, at: number): string | undefined {
  const doctype = /<!doctype\s+([^\s>["']+)/iy
  doctype.lastIndex = at
  return doctype.exec(text)?.[1]?.toLowerCase()
}

/** An internal subset has declarations of its own, and brackets stand in its comments and quotes. */
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
