export type XmlValue = string | number | boolean | XmlElement | readonly XmlElement[] | undefined
export interface XmlElement {
  readonly [name: string]: XmlValue
}

/** Writes an XML document of elements and text; a list repeats its element. */
export function xml(root: string, content: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}`
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((one: XmlElement) => element(name, one)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`
  const children = Object.entries(value).map(([child, content]) => element(child, content))
  return `<${name}>${children.join('')}</${name}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Reads the parts of a CompleteMultipartUpload; null if the document is something else. */
export function readCompletedParts(body: string): readonly { number: number; etag: string }[] | null {
  if (!/<CompleteMultipartUpload[\s>/]/.test(body)) return null
  return [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>\s*(\d+)\s*<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>(.*?)<\/ETag>/s.exec(part)?.[1] ?? '').replace(/&quot;|&#34;|"/g, '').trim(),
  }))
}
