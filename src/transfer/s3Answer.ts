/** What S3 says in XML, by the names of its elements. */
export interface XmlAnswer {
  readonly root: string
  /** The text of the first element of that name. */
  readonly find: (name: string) => string | null
}

/**
 * Reads a short XML answer; null for whatever is not XML, HTML above all. By hand, which S3's flat answers allow:
 * DOMParser is not in workers, throws under Trusted Types, and breaks a strict style policy with its own error page.
 */
export function readXml(text: string): XmlAnswer | null {
  if (!/^\s*(\uFEFF\s*)?<[?a-z]/i.test(text) || isHtml(text)) return null
  const root = /<(?:[\w-]+:)?([a-z][\w.-]*)/i.exec(text.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1]
  if (!root) return null
  return {
    root,
    find: (name) => {
      const found = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1]
      return found === undefined ? null : decodeEntities(found)
    },
  }
}

/** A login page, a proxy's error page, a captive portal. */
export function isHtml(text: string): boolean {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text)
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name] ?? whole
    const codePoint = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ''
  })
}
