import { readMarkup } from '../markup.js'

/** By these the WHATWG's sniffing standard knows a page; the last is a comment without an end. */
const htmlElements: ReadonlySet<string> = new Set(
  'html head script iframe h1 div font table a style title b body br p !--'.split(' '),
)

/** SVG, HTML or other XML, by the first element. An HTML page with a picture in it is a page. */
export function sniffMarkup(head: Uint8Array): string | undefined {
  if (!startsLikeMarkup(head)) return undefined
  const { doctype, root, isDeclaredXml } = readMarkup(head)
  if (doctype === 'html') return 'text/html'
  if (root?.name === 'svg') return 'image/svg+xml'
  if (root && htmlElements.has(root.name.toLowerCase())) return 'text/html'
  return isDeclaredXml ? 'text/xml' : undefined
}

/** White space, the bytes of a byte order mark, and the zeros of UTF-16. */
const skippedBytes: ReadonlySet<number> = new Set([0, 0x09, 0x0a, 0x0c, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff])

/** Most files are something else, and need not be decoded to see it. */
function startsLikeMarkup(head: Uint8Array): boolean {
  return head[head.findIndex((byte) => !skippedBytes.has(byte))] === 0x3c
}
