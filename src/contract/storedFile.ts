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
  /**
   * Smaller pictures of the file, ascending by width and never the original. Their URLs are valid for as long as `url`.
   * Videos and documents may have them, too. They may come later than confirm: until then, the session's own thumbnail
   * is shown. `get` is asked for them if it is too small for its tile, and the next fetch of the list brings them, too.
   */
  readonly previews?: readonly Preview[]
  /**
   * What the backend still does with a registered file: it scans or converts a file that is 'processing', and does not
   * serve one that is 'rejected'. In either state the upload itself is done.
   * @default 'ready'
   */
  readonly state?: StoredFileState
  /** The backend's own words about the state, for users. */
  readonly stateText?: string
}

/** A picture of a stored file, smaller than the original. */
export interface Preview {
  readonly url: string
  /** Upright pixels. */
  readonly width: number
}

export type StoredFileState = 'processing' | 'ready' | 'rejected'

/** What a user changes about a stored file. A member that is left out is unchanged, and '' clears it. */
export interface FileChange {
  readonly name?: string
  readonly alt?: string
}
