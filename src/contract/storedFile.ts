/** What the backend knows about a stored file. Adapters add their API's own fields. */
export interface StoredFile {
  readonly id: string
  readonly name?: string
  /** Where the file can be read. Usually valid for a short time only. */
  readonly url?: string
  readonly urlExpiresInSeconds?: number
  /** MIME type */
  readonly type?: string
  /** bytes */
  readonly size?: number
  /** Upright pixels. */
  readonly width?: number
  /** Upright pixels. */
  readonly height?: number
  /** @see https://blurha.sh */
  readonly blurhash?: string
  readonly alt?: string
}
