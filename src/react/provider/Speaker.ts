/** Passes announcements to the live region while one is mounted. */
export class Speaker {
  #hear: ((text: string) => void) | null = null

  say(text: string): void {
    this.#hear?.(text)
  }

  /** Returns a function that stops listening. */
  listen(hear: (text: string) => void): () => void {
    this.#hear = hear
    return () => {
      if (this.#hear === hear) this.#hear = null
    }
  }
}
