import { cutText } from '../errors/scrub.js'
import { isObject } from './shape.js'

/** Where servers put their sentence, the one meant for people first. */
const fields = ['errorDescription', 'error_description', 'detail', 'message', 'error', 'errors', 'title']

/** What a server says of an error in its own words, as one line; undefined where it says nothing that can be read. */
export function readServerText(body: unknown): string | undefined {
  const text = cutText(findText(body, 0) ?? '')
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line || undefined
}

/** GraphQL and Rails put lists under `errors`, Rails also lists by field name; deeper than this nobody nests. */
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

/** Takes what we sent as a credential out of a text that a server sent back. */
export function hideValues(text: string, headers: Headers): string {
  const values = [...headers.values()].flatMap((value) => [value, ...value.split(/[\s;,=]+/)])
  return values
    .filter((value) => value.length >= shortestSecret)
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, value) => hidden.replaceAll(value, '[secret]'), cutText(text))
}

/** 'gzip' or 'json' may stand in any sentence. */
const shortestSecret = 8
