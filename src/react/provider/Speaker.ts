/** Carries words to the live region, while there is one. */
export class Speaker {
  #hear: ((text: string) => void) | null = null

  say(text: string): void {
    this.#hear?.(text)
  }

  /** Returns what ends it. */
  listen(hear: (text: string) => void): () => void {
    this.#hear = hear
    return () => {
      if (this.#hear === hear) this.#hear = null
    }
  }
}
