/** What a client says of a file before it sends it. */
export interface AnnouncedFile {
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type */
  readonly type: string
  readonly digest?: AnnouncedDigest
  readonly image?: AnnouncedImage
  readonly metadata: Readonly<Record<string, unknown>>
  /** The same for every try of one upload. */
  readonly idempotencyKey: string
}

export interface AnnouncedDigest {
  readonly algorithm: 'md5' | 'sha-256'
  readonly base64: string
}

/** Upright pixels. */
export interface AnnouncedImage {
  readonly width: number
  readonly height: number
  readonly blurhash?: string
}

/** Names the bytes: two files with the same content are the same to this server. null: nobody hashed them. */
export function contentOf({ digest, size, type }: AnnouncedFile): string | null {
  return digest ? `${digest.algorithm}:${digest.base64}:${size}:${type}` : null
}
