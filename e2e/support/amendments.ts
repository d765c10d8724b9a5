import type { Matches, Passing } from './gate.ts'

/** Gets an answer's JSON and gives, or promises, what the page sees instead. */
export type Amend = (answer: unknown) => unknown

/** What the page is told otherwise than the server said it: a server that is wrong, or hostile. */
export class Amendments {
  readonly #made: { readonly matches: Matches; readonly amend: Amend; times: number }[] = []

  add(matches: Matches, amend: Amend, times: number = Number.POSITIVE_INFINITY): void {
    this.#made.push({ matches, amend, times })
  }

  async apply(passing: Passing, text: string): Promise<string> {
    const due = this.#made.find(({ matches, times }) => times > 0 && matches(passing))
    if (!due) return text
    due.times -= 1
    return JSON.stringify(await due.amend(JSON.parse(text)))
  }
}
