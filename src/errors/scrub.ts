/** In characters: far more than anybody reads. */
const longestText = 4000
const wordEnd = /[\s"'&,;<>(){}]/

/** Cuts a long text between two words, because half a secret would not be recognised. */
export function cutText(text: string): string {
  if (text.length <= longestText) return text
  let end = longestText
  while (end > 0 && !wordEnd.test(text.charAt(end))) end -= 1
  return `${text.slice(0, end)}…`
}

/** What separates a name from its value: in a query, a header, JSON, JSON within JSON, or any of them percent-encoded. */
const sets = String.raw`\\{0,3}["']?\s{0,9}(?:[=:]|%3[ad])(?:\s|%20){0,9}`
/** A value up to its closing quote, or one word. */
const value = String.raw`(?:(\\{0,3}["'])(?:[^"'\\]|\\[^"'])+|[^\s"'&,;<>]+)`
const secretNames =
  'X-(?:Amz|Goog)-[a-z-]{1,40}|[a-z]{0,16}(?:token|secret|signature|password|credential|apikey)|api[-_]key|policy|pwd|authorization|awsaccesskeyid|key-pair-id|sig(?==|%3d)'

const urls = /\b[a-z][a-z0-9+.-]{0,30}(?::|%3a)(?:\\{0,3}\/|%2f){2}[^\s"'<>`]+/gi
const wholeLines = new RegExp(
  String.raw`\b(authorization${sets}\\{0,3}["']?)[^"'\n\r,;<>]+|\b(cookie${sets}\\{0,3}["']?)(?=[^\s"'<>;]{1,256}=)[^"'\n\r<>]+`,
  'gi',
)
const credentials = /\b(?:Bearer|Basic)(?:\s*[:=]\s*|\s+|%20)[\w.~+/=-]+/gi
const named = new RegExp(
  String.raw`(\b|_|%[\da-f]{2})(?!policy:\s+[a-z]{1,15}\b)(${secretNames})\b(${sets})${value}`,
  'gi',
)

/**
 * Removes URLs, signatures, keys, cookies and tokens from a text. S3's "Policy: Policy expired" is a sentence, not a
 * policy. The text is cut first, and every repetition above that may start anywhere is limited, so no text takes long.
 */
export function scrub(text: string): string {
  return cutText(text)
    .replace(urls, '[url]')
    .replace(wholeLines, '$1$2[secret]')
    .replace(credentials, '[secret]')
    .replace(named, '$1$2$3$4[secret]')
}
