import type { PostTicket, PutTicket } from '../../src/contract/ticket.js'
import type { ProbeTicket } from '../../src/doctor/probe/requestProbeTicket.js'

/** The time of signing. */
export const now: number = Date.UTC(2030, 0, 1, 12)

interface Put {
  readonly date?: string
  readonly expires?: number
  readonly names?: string
  readonly checksum?: boolean
  readonly headers?: Record<string, string>
}

/** A ticket for a PUT, in S3's format. */
export function signPut({
  date = '20300101T120000Z',
  expires = 900,
  names = 'host',
  checksum,
  headers,
}: Put = {}): PutTicket {
  const query = new URLSearchParams({
    'X-Amz-Date': date,
    'X-Amz-Expires': String(expires),
    'X-Amz-SignedHeaders': names,
    'X-Amz-Signature': 'sentinel',
    ...(checksum && { 'x-amz-checksum-crc32': 'AAAAAA==' }),
  })
  return { kind: 'put', url: `https://storage.test/bucket/key?${query}`, ...(headers && { headers }) }
}

/** A ticket for a form POST, in S3's format. */
export function signPost(fields: Record<string, string>, conditions: readonly unknown[]): PostTicket {
  const policy = btoa(JSON.stringify({ expiration: '2030-01-01T12:15:00Z', conditions }))
  const pairs = Object.entries({ ...fields, 'X-Amz-Date': '20300101T120000Z', Policy: policy, file: '@file' })
  return { kind: 'post', url: 'https://storage.test/bucket', fields: pairs }
}

/** A ticket that was requested at the time of signing. */
export const ticketOf = (terms: PutTicket | PostTicket): ProbeTicket => ({
  terms,
  upload: null,
  reference: null,
  askedAt: now,
  answeredAt: now + 200,
})
