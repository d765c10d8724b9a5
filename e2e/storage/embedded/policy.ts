import { S3Error } from './s3Error.ts'

/** What remains to be checked after the fields match the policy. */
export interface PolicyLimits {
  readonly minBytes: number
  readonly maxBytes: number
}

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | ({ readonly kind: 'range' } & PolicyLimits)

const unlistedFields = new Set(['policy', 'x-amz-signature', 'file'])

/**
 * Checks a form's fields (names in lower case) against its policy document.
 * @throws {S3Error} if the policy has expired, a condition does not hold, or a field is not in the policy
 */
export function checkPolicy(fields: ReadonlyMap<string, string>, bucket: string, now: number): PolicyLimits {
  const { expiration, conditions } = parsePolicy(fields.get('policy') ?? '')
  if (expiration < now) throw refused('Invalid according to Policy: Policy expired')
  const values = new Map(fields).set('bucket', bucket)
  if (!conditions.every((condition) => holds(condition, values))) {
    throw refused('Invalid according to Policy: Policy Condition failed')
  }
  const named = new Set(conditions.map((condition) => (condition.kind === 'range' ? '' : condition.field)))
  for (const field of fields.keys()) {
    if (named.has(field) || unlistedFields.has(field) || field.startsWith('x-ignore-')) continue
    throw refused(
      `Each form field that you specify in a form must appear in the list of policy conditions. "${field}" not specified in the policy.`,
    )
  }
  const ranges = conditions.filter((condition) => condition.kind === 'range')
  return {
    minBytes: Math.max(0, ...ranges.map((range) => range.minBytes)),
    maxBytes: Math.min(Infinity, ...ranges.map((range) => range.maxBytes)),
  }
}

function holds(condition: Condition, values: ReadonlyMap<string, string>): boolean {
  if (condition.kind === 'range') return true
  const value = values.get(condition.field) ?? ''
  return condition.kind === 'eq' ? value === condition.value : value.startsWith(condition.value)
}

function parsePolicy(encoded: string): { expiration: number; conditions: readonly Condition[] } {
  try {
    const policy: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString())
    if (typeof policy !== 'object' || policy === null) throw new TypeError('no object')
    const { expiration, conditions } = policy as { expiration?: unknown; conditions?: unknown }
    const expires = Date.parse(String(expiration))
    if (Number.isNaN(expires) || !Array.isArray(conditions)) throw new TypeError('no expiration or no conditions')
    return { expiration: expires, conditions: conditions.flatMap(parseCondition) }
  } catch {
    throw refused('Invalid according to Policy: the policy cannot be read')
  }
}

function parseCondition(condition: unknown): readonly Condition[] {
  if (typeof condition !== 'object' || condition === null) throw new TypeError('A condition is no list and no object.')
  if (!Array.isArray(condition)) return Object.entries(condition).map(([field, value]) => equal(field, value))
  const [operator, first, second] = condition as unknown[]
  if (operator === 'content-length-range') return [{ kind: 'range', minBytes: Number(first), maxBytes: Number(second) }]
  if (typeof first !== 'string' || !first.startsWith('$')) throw new TypeError('A condition names no field.')
  if (operator === 'eq') return [equal(first.slice(1), second)]
  if (operator !== 'starts-with') throw new TypeError('A condition has an operator that is not known.')
  return [{ kind: 'starts-with', field: first.slice(1).toLowerCase(), value: String(second) }]
}

function equal(field: string, value: unknown): Condition {
  return { kind: 'eq', field: field.toLowerCase(), value: String(value) }
}

function refused(why: string): S3Error {
  return new S3Error('AccessDenied', `Access Denied. (${why})`)
}
