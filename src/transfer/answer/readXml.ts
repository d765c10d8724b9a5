import { skipXmlProlog, skipXmlSection } from '../../shared/xml/xmlProlog.js'
import { readXmlTag, resolveReferences } from '../../shared/xml/xmlTag.js'

/** An XML answer of S3. */
export interface XmlAnswer {
  readonly root: string
  /** Returns the text of the first element with a name. */
  readonly find: (name: string) => string | null
}

/** S3's own answers are far shorter, and those of others need not be read. */
const longestAnswer = 64 * 1024

/**
 * Reads a short XML answer; returns null for anything else. S3's answers are flat, so the names and texts of their
 * elements are enough. DOMParser is no alternative: it is missing in workers, throws under Trusted Types, and its error
 * page violates a strict style policy.
 */
export function readXml(answer: string): XmlAnswer | null {
  const text = answer.slice(0, longestAnswer)
  const { end, doctype } = skipXmlProlog(text)
  const root = readXmlTag(text, end)
  // S3 sends no doctype, so this is a page.
  if (!root || doctype !== undefined) return null
  const texts = readTexts(text, end)
  return { root: root.name, find: (name) => texts.get(name) ?? null }
}

/** Visits each character once. It therefore stops at a tag that is not well-formed, instead of looking inside it. */
function readTexts(text: string, from: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  let at = from
  while (at >= 0) {
    const end = readElementText(text, at, texts)
    at = end < 0 ? -1 : text.indexOf('<', end)
  }
  return texts
}

/** Adds the text of the element that begins here, if one does. Returns where to continue, or -1 to stop. */
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
