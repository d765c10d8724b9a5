import { cutText } from '../../errors/scrub.js'
import { isObject } from './shape.js'

/** The fields that servers put a message in; the one meant for people comes first. */
const fields = ['errorDescription', 'error_description', 'detail', 'message', 'error', 'errors', 'title']

/** A server's own message about an error, as one line; undefined if the body holds none. */
export function readServerText(body: unknown): string | undefined {
  const text = cutText(findText(body, 0) ?? '')
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line || undefined
}

/** GraphQL and Rails put lists under `errors`, and Rails also objects by field name. No known API nests deeper. */
function findText(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (depth > 3) return undefined
  if (Array.isArray(value)) return firstText(value, depth)
  if (!isObject(value)) return undefined
  const known = fields.filter((field) => field in value).map((field) => value[field])
  return firstText(known.length > 0 || depth === 0 ? known : Object.values(value), depth)
}

function firstText(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const text = findText(value, depth + 1)
    if (text) return text
  }
  return undefined
}

/** Removes the credentials that were sent from a text that the server sent back. */
export function hideValues(text: string, headers: Headers): string {
  const values = [...headers.values()].flatMap((value) => [value, ...value.split(/[\s;,=]+/)])
  return values
    .filter((value) => value.length >= shortestSecret)
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, value) => hidden.replaceAll(value, '[secret]'), cutText(text))
}

/** Shorter values, such as 'gzip' or 'json', may be part of any sentence. */
const shortestSecret = 8
