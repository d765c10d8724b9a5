import { skipXmlProlog, skipXmlSection } from '../../shared/xml/xmlProlog.js'
import { readXmlTag, resolveReferences } from '../../shared/xml/xmlTag.js'

/** What S3 says in XML, by the names of its elements. */
export interface XmlAnswer {
  readonly root: string
  /** The text of the first element of that name. */
  readonly find: (name: string) => string | null
}

/** S3's own answers are far shorter, and nobody else's need to be read. */
const longestAnswer = 64 * 1024

/**
 * Reads a short XML answer; null for whatever is not XML. S3's flat answers need no more than their elements' names and
 * texts, and DOMParser is missing in workers, throws under Trusted Types, and breaks a strict style policy with its own
 * error page.
 */
export function readXml(answer: string): XmlAnswer | null {
  const text = answer.slice(0, longestAnswer)
  const { end, doctype } = skipXmlProlog(text)
  const root = readXmlTag(text, end)
  // S3 sends no doctype: whoever does sends a page.
  if (!root || doctype !== undefined) return null
  const texts = readTexts(text, end)
  return { root: root.name, find: (name) => texts.get(name) ?? null }
}

/** Goes over each character once, and therefore ends at a tag that is not well-formed instead of trying what it holds. */
function readTexts(text: string, from: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  let at = from
  while (at >= 0) {
    const end = readElementText(text, at, texts)
    at = end < 0 ? -1 : text.indexOf('<', end)
  }
  return texts
}

/** Notes the text of the element that begins here, if one does. Where to go on; -1: nowhere. */
function readElementText(text: string, at: number, texts: Map<string, string>): number {
  if (/[!?]/.test(text.charAt(at + 1))) return skipXmlSection(text, at)
  const tag = readXmlTag(text, at)
  if (!tag) return at + 1
  if (!tag.inside) return -1
  const { end, isEmpty } = tag.inside
  if (!texts.has(tag.name)) texts.set(tag.name, isEmpty ? '' : resolveReferences(readText(text, end)))
  return end
}

function readText(text: string, at: number): string {
  const end = text.indexOf('<', at)
  return text.slice(at, end < 0 ? undefined : end)
}
