/** What the backend knows of a file that it keeps. Adapters add their API's own fields. */
export interface StoredFile {
  readonly id: string
  readonly name?: string
  /** Where to read it; short-lived as a rule. */
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
