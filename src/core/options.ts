import type { ClearableStatus, ClearOptions, Ids, Restrictions, UploaderOptions, StoredFile } from './types.js'

/**
 * Wrong configuration is an error at once, which names the option, what was expected and what came.
 * @throws {TypeError}
 */
export function checkOptions<TFile extends StoredFile>(options: UploaderOptions<TFile>): void {
  const { backend, concurrency, restrictions, prepare, allowedOrigins } = options
  if (typeof backend?.requestTicket !== 'function' || typeof backend.confirm !== 'function') {
    throw new TypeError(
      `backend must be an adapter with requestTicket and confirm, such as createRestBackend(…); it is ${describe(backend)}.`,
    )
  }
  if (backend.digest !== null && backend.digest !== 'md5' && backend.digest !== 'sha-256') {
    throw new TypeError(`backend.digest must be 'md5', 'sha-256' or null; it is ${describe(backend.digest)}.`)
  }
  for (const name of ['inspecting', 'sending'] as const) checkCount(`concurrency.${name}`, concurrency?.[name], 1)
  checkRestrictions(restrictions)
  if (prepare !== undefined && typeof prepare !== 'function') {
    throw new TypeError(`prepare must be a function; it is ${describe(prepare)}.`)
  }
  checkOrigins(allowedOrigins)
}

/**
 * Those of an uploader, or of one field.
 * @throws {TypeError}
 */
export function checkRestrictions(restrictions: Restrictions | undefined): void {
  for (const name of limits) checkCount(`restrictions.${name}`, restrictions?.[name], 0)
  const overflow: unknown = restrictions?.overflow
  if (overflow !== undefined && overflow !== 'reject' && overflow !== 'replace') {
    throw new TypeError(`restrictions.overflow must be 'reject' or 'replace'; it is ${describe(overflow)}.`)
  }
}

/**
 * Origins as browsers write them: no path, no slash at the end.
 * @throws {TypeError}
 */
export function checkOrigins(origins: readonly string[] | undefined): void {
  const wrong: unknown = Array.isArray(origins)
    ? origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
    : origins
  if (wrong === undefined) return
  throw new TypeError(
    `allowedOrigins must be a list of origins, such as 'https://storage.example'; ${describe(wrong)} is none.`,
  )
}

const limits = [
  'maxSizeBytes',
  'minSizeBytes',
  'maxFiles',
  'maxTotalBytes',
  'maxPixels',
  'minWidth',
  'minHeight',
] as const

function checkCount(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (typeof value === 'number' && value >= least)) return
  throw new TypeError(`${name} must be a number from ${least} up; it is ${describe(value)}.`)
}

/**
 * `undefined` is a mistake, an empty list is nobody.
 * @throws {TypeError}
 */
export function checkIds(ids: Ids, name: string): void {
  if (typeof ids === 'string' || Array.isArray(ids)) return
  throw new TypeError(`${name} must be an id, a list of ids or 'all'; it is ${describe(ids)}.`)
}

const clearable: readonly unknown[] = ['done', 'failed', 'cancelled'] satisfies readonly ClearableStatus[]

/**
 * What is not over has no place here: `remove` is for that.
 * @throws {TypeError}
 */
export function checkClear({ statuses }: ClearOptions): void {
  if (statuses === undefined) return
  const wrong: unknown = Array.isArray(statuses) ? statuses.find((status) => !clearable.includes(status)) : statuses
  if (Array.isArray(statuses) && wrong === undefined) return
  throw new TypeError(`statuses must be a list of 'done', 'failed' and 'cancelled'; ${describe(wrong)} is none.`)
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  return value === null || typeof value !== 'object' ? String(value) : 'an object of another kind'
}
