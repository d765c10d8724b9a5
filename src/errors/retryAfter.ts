/**
 * What a `Retry-After` header asks for, in seconds: it says either seconds or a date. Undefined where it is absent or
 * says neither.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null | undefined, dateMs: number): number | undefined {
  const text = value?.trim()
  if (!text) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  // `Date.parse` makes a date of almost anything ('-5' is a month of 2001): an HTTP date has its weekday and its year.
  const isDate = /^[a-z]{3,9},? .*\d{2}:\d{2}:\d{2}/i.test(text)
  // The oldest of the three forms names no zone, and every HTTP date is in UTC.
  const atMs = isDate ? Date.parse(/(?:[a-z]|[+-]\d{4})$/i.test(text) ? text : `${text} GMT`) : NaN
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - dateMs) / 1000))
}
