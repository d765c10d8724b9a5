import { parseUrl } from '../../shared/parseUrl.js'
import type { Json } from '../../contract/json.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { UploadBackend } from '../../contract/backend.js'

/** What a ticket names at the backend and at storage. */
export function namesOf(answer: TicketAnswer, backend: UploadBackend, fileName: string): readonly string[] {
  const reference = 'reference' in answer ? nameReference(answer.reference, backend) : null
  const object = answer.kind === 'put' || answer.kind === 'post' ? nameObject(answer, fileName) : null
  return [reference, object].filter((key) => key !== null)
}

const anonymous = new WeakMap<UploadBackend, number>()
let count = 0

/** A reference means something only to its own backend. Null where it names nothing. */
export function nameReference(reference: Json | undefined, backend: UploadBackend): string | null {
  if (reference === undefined || !isTelling(reference)) return null
  const { name, scope } = backend
  if (scope !== undefined) return JSON.stringify([name, scope, reference])
  if (!anonymous.has(backend)) anonymous.set(backend, (count += 1))
  return JSON.stringify([name, anonymous.get(backend), reference])
}

/** Whether there is a text or a number in it, of which a name can be made. */
function isTelling(reference: Json): boolean {
  if (typeof reference === 'object' && reference !== null) return Object.values(reference).some(isTelling)
  return typeof reference === 'number' || (typeof reference === 'string' && reference !== '')
}

const signature = /^(?:x-(?:amz|goog|oss|cos)-signature|q-signature|signature|sig)$/i

/** A signed URL names its object by the path alone. Without a signature the query may name it; a form has a field for it. */
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
