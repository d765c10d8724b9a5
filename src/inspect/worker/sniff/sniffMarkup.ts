import { readMarkup } from '../markup.js'

/** The elements by which the WHATWG's sniffing standard recognises a page; the last is an unfinished comment. */
const htmlElements: ReadonlySet<string> = new Set(
  'html head script iframe h1 div font table a style title b body br p !--'.split(' '),
)

/** Tells SVG, HTML and other XML apart by the first element, so that a page with an SVG in it stays a page. */
export function sniffMarkup(head: Uint8Array): string | undefined {
  if (!startsLikeMarkup(head)) return undefined
  const { doctype, root, isDeclaredXml } = readMarkup(head)
  if (doctype === 'html') return 'text/html'
  if (root?.name === 'svg') return 'image/svg+xml'
  if (root && htmlElements.has(root.name.toLowerCase())) return 'text/html'
  return isDeclaredXml ? 'text/xml' : undefined
}

/** White space, the bytes of byte order marks, and the zeros of UTF-16. */
const skippedBytes: ReadonlySet<number> = new Set([0, 0x09, 0x0a, 0x0c, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff])

/** Spares most files the decoding, because they are no markup. */
function startsLikeMarkup(head: Uint8Array): boolean {
  return head[head.findIndex((byte) => !skippedBytes.has(byte))] === 0x3c
}
