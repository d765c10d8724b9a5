import { type Check, type CheckName, checkNames, type Diagnosis, type Finding } from './diagnosis.js'

/** Collects what the checks find. Only the first entry for each check counts, so checks may report without coordinating. */
export class Report {
  readonly #checks = new Map<CheckName, Check>()

  ok(name: CheckName, message: string): void {
    this.#add({ name, outcome: 'ok', message })
  }

  skip(name: CheckName, message: string): void {
    this.#add({ name, outcome: 'not-checked', message })
  }

  warn(name: CheckName, finding: Finding): void {
    this.#add({ name, outcome: 'warning', ...finding })
  }

  problem(name: CheckName, finding: Finding): void {
    this.#add({ name, outcome: 'problem', ...finding })
  }

  toDiagnosis(backend: string): Diagnosis {
    const checks = checkNames.map((name): Check => this.#checks.get(name) ?? { name, ...notReached })
    return { ok: checks.every(({ outcome }) => outcome !== 'problem'), backend, checks }
  }

  #add(check: Check): void {
    if (!this.#checks.has(check.name)) this.#checks.set(check.name, check)
  }
}

const notReached = { outcome: 'not-checked', message: 'The upload did not get this far.' } as const
