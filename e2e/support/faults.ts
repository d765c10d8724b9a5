import type { Matches, Passing } from './gate.ts'

/** Faults for the next matching requests. */
export class Faults<T> {
  readonly #due: { readonly matches: Matches; readonly fault: T; times: number }[] = []

  add(matches: Matches, fault: T, times: number = 1): void {
    this.#due.push({ matches, fault, times })
  }

  take(passing: Passing): T | undefined {
    const found = this.#due.find(({ matches, times }) => times > 0 && matches(passing))
    if (found) found.times -= 1
    return found?.fault
  }

  clear(): void {
    this.#due.length = 0
  }
}
