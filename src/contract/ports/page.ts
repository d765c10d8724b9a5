export interface Clock {
  /** Monotonic milliseconds. */
  now(): number
  /** Milliseconds since the epoch, for times that a user sees. */
  date(): number
  /** Returns a function that cancels the timer. A delay that is too long for the browser's timers may end earlier. */
  schedule(run: () => void, delayMs: number): () => void
}

export interface Connection {
  isOnline(): boolean
  subscribe(onChange: () => void): () => void
}

/** The page that the uploader runs in. */
export interface HostPage {
  /** Calls the listener when the user leaves the page, which may never come back. Returns a function that removes it. */
  onLeave(listener: () => void): () => void
}
