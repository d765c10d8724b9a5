/**
 * Makes a text from outside (a file's name, a server's message) safe to show on a page, in a report or on a console. It
 * ends up on one line, without invisible characters that reorder other characters, hide them or push them out of sight.
 * What goes to the backend is not changed.
 */
export function showText(text: string): string {
  return text
    .replace(misleading, replacementMark)
    .replace(unseen, (found) => (found.startsWith(flag) ? found : ''))
    .replace(blanks, ' ')
    .replace(pileOfMarks, '$1')
    .trim()
}

/** A file's name, to be shown. A very long name loses its middle, because its end says what kind of file it is. */
export function showName(name: string): string {
  if (name.length <= longestName) return showText(name) || (name && replacementMark)
  const half = longestName / 2
  return `${showText(name.slice(0, half))}…${showText(name.slice(-half))}`
}

/** A name in a sentence that no markup can isolate: right-to-left text must not reorder the words around it. */
export function nameInSentence(name: string): string {
  const shown = showName(name)
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** Longer than file systems allow. */
const longestName = 256

const replacementMark = '\uFFFD'

/** What overrides the direction of the text after it, and halves of characters. */
const misleading = /[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu

const flag = '\u{1F3F4}'

/**
 * Marks of direction, spaces without width and their like. The joiners stay: Persian and emoji need them. So do the
 * Arabic signs above a number, and the letters in which a flag names its country.
 */
const unseen =
  /\u{1F3F4}[\u{E0020}-\u{E007F}]+|(?!\u200C|\u200D|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2])\p{Cf}|\u034F|[\u17B4\u17B5]/gu

/** Every kind of space and line break, control characters, and the letters that look like a space. */
const blanks = /[\s\p{Z}\p{Cc}\u115F\u1160\u3164\uFFA0\u2800]+/gu

/** Languages put up to four marks on a letter; more would cover the lines above and below. */
const pileOfMarks = /((?![\uFE00-\uFE0F])\p{M}{4})\p{M}+/gu

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
