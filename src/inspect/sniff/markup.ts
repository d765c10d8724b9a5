/** What may stand before the first element, by how it begins and ends. */
const prologue: readonly (readonly [begin: string, end: string])[] = [
  ['<?', '?>'],
  ['<!--', '-->'],
]

/** SVG, HTML or other XML, by the first element. An HTML page with a picture in it is a page. */
export function sniffMarkup(text: string): string | undefined {
  const start = text.startsWith('\xef\xbb\xbf') ? 3 : 0
  const markup = text.slice(start).trimStart()
  if (!markup.startsWith('<')) return undefined
  const body = skipPrologue(markup)
  if (/^<(\w+:)?svg[\s/>]/.test(body)) return 'image/svg+xml'
  if (/^<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)[\s>]/i.test(body)) {
    return 'text/html'
  }
  return markup.startsWith('<?xml') ? 'text/xml' : undefined
}

/** By hand: one pattern for all of it would take for ever on a file that was made to be slow. */
function skipPrologue(markup: string): string {
  let rest = markup
  for (;;) {
    const part = prologue.find(([begin]) => rest.startsWith(begin))
    if (part) {
      const end = rest.indexOf(part[1], part[0].length)
      if (end < 0) return rest
      rest = rest.slice(end + part[1].length).trimStart()
    } else if (/^<!doctype\s+svg/i.test(rest)) {
      const end = /^[^[>]*(\[[^\]]*\]\s*)?>/.exec(rest)?.[0].length
      if (end === undefined) return rest
      rest = rest.slice(end).trimStart()
    } else return rest
  }
}
