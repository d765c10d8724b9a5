/** A stretch of a page: text, or a block of code with its fences. */
export interface Stretch {
  readonly isCode: boolean
  readonly text: string
}

/** Splits a page at its blocks of code. Joined again, the stretches are the page. */
export function splitFences(page: string): readonly Stretch[] {
  return page
    .split(/^(( *)(`{3,})[^\n`]*\n[\s\S]*?^\2\3 *$)/m)
    .flatMap((text, index) => (index % 4 < 2 ? [{ isCode: index % 4 === 1, text }] : []))
    .filter(({ text }) => text !== '')
}

/** Changes the text of a page, and leaves its code alone. */
export function mapText(page: string, change: (text: string) => string): string {
  return splitFences(page)
    .map(({ isCode, text }) => (isCode ? text : change(text)))
    .join('')
}
