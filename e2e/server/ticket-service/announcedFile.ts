/** What a client announces about a file before it sends it. */
export interface AnnouncedFile {
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type */
  readonly type: string
  readonly digest?: AnnouncedDigest
  readonly image?: AnnouncedImage
  readonly metadata: Readonly<Record<string, unknown>>
  /** The same for every attempt of one upload. */
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

/** Identifies the bytes: this server treats files of equal content as the same. null if the file was not hashed. */
export function contentOf({ digest, size, type }: AnnouncedFile): string | null {
  return digest ? `${digest.algorithm}:${digest.base64}:${size}:${type}` : null
}
