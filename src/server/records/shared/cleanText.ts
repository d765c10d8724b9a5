import type { Parameter } from './Database.js'

/**
 * Makes text that every database stores: Postgres refuses NUL, and halves of surrogate pairs have no encoding. The code
 * that answers requests refuses such text earlier; here it only must not fail.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** Parameters whose texts are such text. */
export function cleanParameters(parameters: readonly Parameter[]): Parameter[] {
  return parameters.map((parameter) => (typeof parameter === 'string' ? cleanText(parameter) : parameter))
}

/** JSON that holds only such text. */
export function cleanJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Both are written as escapes, and nearly no JSON has any.
  return /\\u(?:0000|d[89a-f])/.test(json) ? JSON.stringify(cleanValue(value)) : json
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleanText(name), cleanValue(member)]))
}
