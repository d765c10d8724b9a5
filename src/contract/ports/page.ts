export interface Clock {
  /** Monotonic milliseconds. */
  now(): number
  /** Milliseconds since the epoch, for what a person is shown. */
  date(): number
  /** Returns what calls it off. */
  schedule(run: () => void, delayMs: number): () => void
}

export interface Connection {
  isOnline(): boolean
  subscribe(onChange: () => void): () => void
}

/** The page that the uploader lives in. */
export interface HostPage {
  /** Told when the page is left: it may never come back. Returns what ends it. */
  onLeave(tell: () => void): () => void
}
