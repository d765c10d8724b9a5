import { aFunction, isObject, kindOf } from '../../shared/options/checkFields.js'
import { checkOption } from '../../shared/options/ownOptions.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { UploadBackend } from '../../contract/backend.js'

/**
 * An adapter may be an instance of the app's own class, so only the members that are called are checked.
 * @throws {TypeError}
 */
export function checkBackend(backend: UploadBackend): void {
  const missing = required.filter((name) => typeof backend?.[name] !== 'function')
  if (missing.length > 0) {
    const found = isObject(backend) ? `has no ${missing.join(' and no ')}` : `is ${kindOf(backend)}`
    throw new TypeError(
      `backend must be an adapter with ${required.join(' and ')}, such as createRestBackend(…); it ${found}.`,
    )
  }
  checkOption('backend.digest', backend.digest, [
    (value) => value === null || value === 'md5' || value === 'sha-256',
    "'md5', 'sha-256' or null",
  ])
  for (const name of optional) {
    if (backend[name] !== undefined) checkOption(`backend.${name}`, backend[name], aFunction)
  }
  const { multipart } = backend
  if (multipart === undefined) return
  for (const name of multipartCalls) checkOption(`backend.multipart.${name}`, Object(multipart)[name], aFunction)
}

const required = ['requestTicket', 'confirm'] as const satisfies readonly (keyof UploadBackend)[]

const optional = [
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

const multipartCalls = [
  'signParts',
  'listParts',
  'complete',
  'abort',
] as const satisfies readonly (keyof MultipartCalls)[]
