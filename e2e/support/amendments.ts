import type { Matches, Passing } from './gate.ts'

/** Receives the JSON of an answer and returns what the page gets instead. */
export type Amend = (answer: unknown) => unknown

/** Changes the server's answers, so that the server seems faulty or hostile to the page. */
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
