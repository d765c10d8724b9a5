import { skipXmlProlog, skipXmlSection } from '../../../shared/xml/xmlProlog.js'
import { readXmlTag, resolveReferences } from '../../../shared/xml/xmlTag.js'

/** An element of an answer. */
export interface XmlElement {
  /** The name without its prefix. */
  readonly name: string
  /** The text of the element itself, with references resolved. */
  readonly text: string
  readonly children: readonly XmlElement[]
}

interface OpenElement extends XmlElement {
  text: string
  readonly children: XmlElement[]
}

/**
 * Reads an answer of S3, which has elements and text, and nothing that only XML could say. There is no DOMParser outside
 * of browsers. Returns null for anything else, such as a proxy's page or an answer that was cut short.
 */
export function readXml(text: string): XmlElement | null {
  const open: OpenElement[] = [{ name: '', text: '', children: [] }]
  for (let at = skipXmlProlog(text).end; at < text.length;) {
    const [parent] = open.slice(-1)
    const section = skipXmlSection(text, at)
    const tag = readXmlTag(text, at)
    const closing = /<\/[^<>]*>/y
    closing.lastIndex = at
    if (!parent) return null
    if (section > 0) at = section
    else if (tag) {
      if (!tag.inside) return null
      const element = { name: tag.name, text: '', children: [] }
      parent.children.push(element)
      if (!tag.inside.isEmpty) open.push(element)
      at = tag.inside.end
    } else if (closing.test(text)) {
      open.pop()
      at = closing.lastIndex
    } else if (text[at] === '<') return null
    else {
      const next = text.indexOf('<', at)
      const end = next < 0 ? text.length : next
      parent.text += resolveReferences(text.slice(at, end))
      at = end
    }
  }
  const [root] = open[0]?.children ?? []
  return open.length === 1 && root ? root : null
}

/** Returns the text of the first child of this name; undefined if there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
}
