import { skipXmlProlog } from '../../shared/xml/xmlProlog.js'
import { readXmlTag, type XmlTag } from '../../shared/xml/xmlTag.js'

/** What the start of a markup file tells about the whole file. */
export interface Markup {
  /** The element that the doctype announces, in lower case. */
  readonly doctype?: string
  /** The first element, if there is one. */
  readonly root?: XmlTag
  /** Whether it begins with an XML declaration. */
  readonly isDeclaredXml: boolean
}

/** Reads a file's first bytes as markup. The sniffer and the SVG size reader both get the root from here. */
export function readMarkup(head: Uint8Array): Markup {
  const text = decode(head)
  const { end, doctype } = skipXmlProlog(text)
  const root = readXmlTag(text, end)
  return {
    isDeclaredXml: text.trimStart().startsWith('<?xml'),
    ...(doctype !== undefined && { doctype }),
    ...(root && { root }),
  }
}

/**
 * UTF-8 and UTF-16 are told apart. All other encodings agree with ASCII about the characters that markup is made of.
 */
function decode(head: Uint8Array): string {
  const start = [...head.subarray(0, 4)].join(' ')
  return new TextDecoder(utf16Starts.find(([pattern]) => pattern.test(start))?.[1]).decode(head)
}

/**
 * A byte order mark, or the first two characters of an XML declaration.
 * @see https://www.w3.org/TR/xml/#sec-guessing
 */
const utf16Starts: readonly (readonly [pattern: RegExp, encoding: string])[] = [
  [/^(255 254|60 0 63 0)/, 'utf-16le'],
  [/^(254 255|0 60 0 63)/, 'utf-16be'],
]
