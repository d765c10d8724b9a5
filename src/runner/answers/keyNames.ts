import { parseUrl } from '../../shared/parseUrl.js'
import type { Json } from '../../contract/json.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { UploadBackend } from '../../contract/backend.js'
import { referenceOf } from './tickets.js'

/** The keys under which an upload is known: its reference at the backend, and its object in storage. */
export function namesOf(answer: TicketAnswer, backend: UploadBackend, fileName: string): readonly string[] {
  const reference = nameReference(referenceOf(answer), backend)
  const object = answer.kind === 'put' || answer.kind === 'post' ? nameObject(answer, fileName) : null
  return [reference, object].filter((key) => key !== null)
}

const numbers = new WeakMap<UploadBackend, number>()
let count = 0

/** A number that stands for one backend object, for keys that are texts. */
export function numberOf(backend: UploadBackend): number {
  const number = numbers.get(backend) ?? (count += 1)
  numbers.set(backend, number)
  return number
}

/**
 * The key that a reference stands for; null if it names nothing. References of two backends may be equal by chance, so
 * the backend's name and scope belong to the key. One without a scope is told from others by its object.
 */
export function nameReference(reference: Json | undefined, backend: UploadBackend): string | null {
  if (!isTelling(reference)) return null
  const { name, scope } = backend
  return JSON.stringify([name, scope ?? numberOf(backend), reference])
}

/** Whether a reference contains a text or a number. Without one, all uploads of the backend would share a key. */
function isTelling(reference: Json | undefined): boolean {
  if (typeof reference === 'object' && reference !== null) return Object.values(reference).some(isTelling)
  return typeof reference === 'number' || (typeof reference === 'string' && reference !== '')
}

const signature = /^(?:x-(?:amz|goog|oss|cos)-signature|q-signature|signature|sig)$/i

/**
 * A signed URL names its object by the path alone. Without a signature the query may name it; a form has a field for
 * it.
 */
function nameObject(ticket: TicketAnswer & { readonly kind: 'put' | 'post' }, fileName: string): string | null {
  const url = parseUrl(ticket.url)
  if (!url) return null
  const { origin, pathname, search, searchParams } = url
  if (ticket.kind === 'put') {
    const isSigned = [...searchParams.keys()].some((name) => signature.test(name))
    return `${origin}${pathname}${isSigned ? '' : search}`
  }
  const key = ticket.fields.find(([name]) => name.toLowerCase() === 'key')?.[1]
  return key === undefined ? null : `${origin}${pathname} ${key.replaceAll('${filename}', fileName)}`
}
