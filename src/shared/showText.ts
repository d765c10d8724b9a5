/**
 * Makes a text from outside (a file's name, a server's message) safe to show on a page, in a report or on a console. The
 * result is one line without invisible characters that reorder, hide or displace others. The backend still gets the
 * original text.
 */
export function showText(text: string): string {
  return text
    .replace(misleading, replacementMark)
    .replace(unseen, (found) => (found.startsWith(flag) ? found : ''))
    .replace(blanks, ' ')
    .replace(pileOfMarks, '$1')
    .trim()
}

/** Makes a file's name safe to show. A very long name loses its middle, because its end shows the type of file. */
export function showName(name: string = ''): string {
  if (name.length <= longestName) return showText(name) || (name && replacementMark)
  const half = longestName / 2
  return `${showText(name.slice(0, half))}…${showText(name.slice(-half))}`
}

/** Prepares a name for a sentence without markup: right-to-left text must not reorder the words around it. */
export function nameInSentence(name: string): string {
  const shown = showName(name)
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** No file system allows longer names. */
const longestName = 256

const replacementMark = '\uFFFD'

/** Characters that override the direction of the text after them, and halves of characters. */
const misleading = /[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu

const flag = '\u{1F3F4}'

/**
 * Direction marks, zero-width spaces and similar characters. The joiners stay, because Persian and emoji need them. So do
 * Arabic signs above numbers, and the tags that make up a flag.
 */
const unseen =
  /\u{1F3F4}[\u{E0020}-\u{E007F}]+|(?!\u200C|\u200D|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2])\p{Cf}|\u034F|[\u17B4\u17B5]/gu

/** Spaces and line breaks of every kind, control characters, and letters that look like a space. */
const blanks = /[\s\p{Z}\p{Cc}\u115F\u1160\u3164\uFFA0\u2800]+/gu

/** Languages use up to four marks on a letter. More would cover the lines above and below. */
const pileOfMarks = /((?![\uFE00-\uFE0F])\p{M}{4})\p{M}+/gu

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
