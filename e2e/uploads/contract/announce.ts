import { createHash, randomUUID } from 'node:crypto'

export interface ToAnnounce {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly digest?: { readonly algorithm: 'md5' | 'sha-256'; readonly base64: string }
  readonly image?: object
  readonly metadata: object
  readonly idempotencyKey?: string
}

/** Announces a text. */
export function announce(content: string, overrides: Partial<ToAnnounce> = {}): ToAnnounce {
  const digest = { algorithm: 'sha-256', base64: createHash('sha256').update(content).digest('base64') } as const
  const size = Buffer.byteLength(content)
  return { id: randomUUID(), name: 'notes.txt', size, type: 'text/plain', digest, metadata: {}, ...overrides }
}

/** The same without a digest. */
export function announceUnhashed(content: string, overrides: Partial<ToAnnounce> = {}): ToAnnounce {
  const { digest: _digest, ...file } = announce(content, overrides)
  return file
}
