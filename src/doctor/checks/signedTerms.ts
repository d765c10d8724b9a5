import type { PostTicket, PutTicket } from '../../contract/ticket.js'

/** What a presigned request says about its own signature, in the format of S3 and compatible storage: names and times, no values. */
export interface SignedTerms {
  /** By the signer's clock, milliseconds since the epoch. */
  readonly signedAt: number | null
  readonly expiresInSeconds: number | null
  /** Headers of a PUT or fields of a form that were signed, in lower case; null if the request does not say. */
  readonly names: readonly string[] | null
  /** The signature covers the checksum of an empty body. */
  readonly hasEmptyChecksum: boolean
}

/** Reads the terms from the URL of a PUT or the policy of a form. */
export function readSignedTerms(ticket: PutTicket | PostTicket): SignedTerms {
  return ticket.kind === 'put' ? readQuery(ticket.url) : readFields(ticket.fields)
}

function readQuery(url: string): SignedTerms {
  const query = lowerNames(URL.canParse(url) ? new URL(url).searchParams : [])
  const signed = query.get('x-amz-signedheaders') ?? query.get('x-goog-signedheaders')
  const seconds = Number(query.get('x-amz-expires') ?? query.get('x-goog-expires') ?? Number.NaN)
  return {
    signedAt: parseDate(query.get('x-amz-date') ?? query.get('x-goog-date')),
    expiresInSeconds: Number.isFinite(seconds) ? seconds : null,
    names: signed?.toLowerCase().split(';') ?? null,
    // The CRC32 of zero bytes: newer AWS SDKs sign it by default when they presign a URL without a body.
    hasEmptyChecksum: query.get('x-amz-checksum-crc32') === 'AAAAAA==',
  }
}

function readFields(fields: PostTicket['fields']): SignedTerms {
  const byName = lowerNames(fields)
  const signedAt = parseDate(byName.get('x-amz-date') ?? byName.get('x-goog-date'))
  const policy = parsePolicy(byName.get('policy'))
  const end = policy ? Date.parse(policy.expiration) : Number.NaN
  return {
    signedAt,
    expiresInSeconds: signedAt === null || Number.isNaN(end) ? null : (end - signedAt) / 1000,
    names: policy?.names ?? null,
    hasEmptyChecksum: false,
  }
}

function lowerNames(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  return new Map([...pairs].map(([name, value]) => [name.toLowerCase(), value]))
}

/** Example: 20261121T151732Z */
function parseDate(text: string | undefined): number | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '') ?? []
  const [year, month, day, hours, minutes, seconds] = parts
  return parts.length === 0 ? null : Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
}

interface Policy {
  readonly expiration: string
  readonly names: readonly string[]
}

function parsePolicy(base64: string | undefined): Policy | null {
  try {
    const { expiration, conditions }: { expiration?: unknown; conditions?: unknown } = JSON.parse(atob(base64 ?? ''))
    if (!Array.isArray(conditions)) return null
    return { expiration: String(expiration), names: conditions.flatMap(namesOf) }
  } catch {
    return null
  }
}

/** `{ "key": "…" }`, or `["starts-with", "$Content-Type", "image/"]`. */
function namesOf(condition: unknown): readonly string[] {
  if (!Array.isArray(condition)) return Object.keys(condition ?? {}).map((name) => name.toLowerCase())
  const field: unknown = condition[1]
  return typeof field === 'string' && field.startsWith('$') ? [field.slice(1).toLowerCase()] : []
}
