import type { Advice, CheckName, CheckResult } from './CheckResult.js'

/** What a check was about, and what came of it. */
export interface Found {
  readonly asked: string
  readonly message: string
  readonly origin?: string
  readonly paste?: string
}

/** Collects the results of checks, in the order in which they come. */
export class Findings {
  readonly #results: CheckResult[] = []

  get results(): readonly CheckResult[] {
    return this.#results
  }

  ok(name: CheckName, found: Found): void {
    this.#results.push({ name, outcome: 'ok', ...found })
  }

  skip(name: CheckName, found: Found): void {
    this.#results.push({ name, outcome: 'not-checked', ...found })
  }

  /** Uploads work, but something should be better. */
  warn(name: CheckName, found: Found & Advice): void {
    this.#results.push({ name, outcome: 'warning', ...found })
  }

  /** Uploads fail, or are not safe. */
  problem(name: CheckName, found: Found & Advice): void {
    this.#results.push({ name, outcome: 'problem', ...found })
  }
}
