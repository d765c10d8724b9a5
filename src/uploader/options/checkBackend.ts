import { isObject } from '../../shared/options/checkFields.js'
import { describeOption } from '../../shared/options/describeOption.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { UploadBackend } from '../../contract/backend.js'

/**
 * An adapter may be an instance of the app's own class, so only the members that are called are checked.
 * @throws {TypeError}
 */
export function checkBackend(backend: UploadBackend): void {
  const missing = (['requestTicket', 'confirm'] as const).filter((name) => typeof backend?.[name] !== 'function')
  if (missing.length > 0) {
    const found = isObject(backend) ? `it has no ${missing.join(' and no ')}` : `it is ${describeOption(backend)}`
    throw new TypeError(
      `backend must be an adapter with requestTicket and confirm, such as createRestBackend(…); ${found}.`,
    )
  }
  if (backend.digest !== null && backend.digest !== 'md5' && backend.digest !== 'sha-256') {
    throw new TypeError(`backend.digest must be 'md5', 'sha-256' or null; it is ${describeOption(backend.digest)}.`)
  }
  checkMethods('backend.', backend, backendMethods)
  if (backend.multipart !== undefined) checkMethods('backend.multipart.', backend.multipart, multipartMethods, true)
}

function checkMethods(path: string, owner: object, names: readonly string[], areRequired = false): void {
  for (const name of names) {
    const method: unknown = Reflect.get(Object(owner) as object, name)
    if (typeof method === 'function' || (method === undefined && !areRequired)) continue
    throw new TypeError(`${path}${name} must be a function; it is ${describeOption(method)}.`)
  }
}

const backendMethods = [
  'preload',
  'check',
  'requestTickets',
  'confirmMany',
  'reconcile',
  'abandon',
  'readRefusal',
  'list',
  'get',
] as const satisfies readonly (keyof UploadBackend)[]

const multipartMethods = [
  'signParts',
  'listParts',
  'complete',
  'abort',
] as const satisfies readonly (keyof MultipartCalls)[]
