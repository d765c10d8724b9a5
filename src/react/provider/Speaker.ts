/** Passes announcements to the live region. */
export class Speaker {
  /** Reads a text out; null until the region is there. */
  hear: ((text: string) => void) | null = null
  /** The last text that nobody could hear. */
  unheard: string | null = null

  say(text: string): void {
    if (this.hear) this.hear(text)
    else this.unheard = text
  }
}
