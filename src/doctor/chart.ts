import { type Check, type CheckName, checkNames, type Diagnosis, type Finding } from './diagnosis.js'

/** Where the findings are written down. The first word on a check stands. */
export class Chart {
  readonly #checks = new Map<CheckName, Check>()

  ok(name: CheckName, message: string): void {
    this.#note({ name, outcome: 'ok', message })
  }

  skip(name: CheckName, message: string): void {
    this.#note({ name, outcome: 'not-checked', message })
  }

  warn(name: CheckName, finding: Finding): void {
    this.#note({ name, outcome: 'warning', ...finding })
  }

  problem(name: CheckName, finding: Finding): void {
    this.#note({ name, outcome: 'problem', ...finding })
  }

  toDiagnosis(backend: string): Diagnosis {
    const checks = checkNames.map((name): Check => this.#checks.get(name) ?? { name, ...notReached })
    return { ok: checks.every(({ outcome }) => outcome !== 'problem'), backend, checks }
  }

  #note(check: Check): void {
    if (!this.#checks.has(check.name)) this.#checks.set(check.name, check)
  }
}

const notReached = { outcome: 'not-checked', message: 'It did not come to that.' } as const
