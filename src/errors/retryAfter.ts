/**
 * Returns the seconds that a `Retry-After` header asks for, as a number or as a date. Undefined if there is no valid
 * header.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null | undefined, dateMs: number): number | undefined {
  const text = value?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  // `Date.parse` accepts almost anything ('-5' is a month of 2001), so the shape of an HTTP date is checked first.
  const isDate = /^[a-z]{3,9},? .*\d{2}:\d{2}:\d{2}/i.test(text)
  // The oldest of the three formats has no time zone. HTTP dates are always in UTC.
  const atMs = isDate ? Date.parse(/(?:[a-z]|[+-]\d{4})$/i.test(text) ? text : `${text} GMT`) : NaN
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - dateMs) / 1000))
}
