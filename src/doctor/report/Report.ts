import { enDoctor } from '../../locales/doctor/en.js'
import type { FindingFacts, Note } from './DoctorTexts.js'
import { type Check, type CheckName, checkNames, type Diagnosis, type Finding } from './diagnosis.js'
import { codeOf, readFinding, readNote } from './readTexts.js'

/** Collects what the checks find. Only the first entry for each check counts, so checks may report without coordinating. */
export class Report {
  readonly #checks = new Map<CheckName, Check>()

  ok(name: CheckName, text: Note): void {
    this.#add({ name, outcome: 'ok', ...note(text) })
  }

  skip(name: CheckName, text: Note): void {
    this.#add({ name, outcome: 'not-checked', ...note(text) })
  }

  warn(name: CheckName, text: FindingFacts): void {
    this.#add({ name, outcome: 'warning', ...finding(text) })
  }

  problem(name: CheckName, text: FindingFacts): void {
    this.#add({ name, outcome: 'problem', ...finding(text) })
  }

  toDiagnosis(backend: string): Diagnosis {
    const notReached = { outcome: 'not-checked', ...note({ id: 'not-reached' }) } as const
    const checks = checkNames.map((name): Check => this.#checks.get(name) ?? { name, ...notReached })
    return { ok: checks.every(({ outcome }) => outcome !== 'problem'), backend, checks }
  }

  #add(check: Check): void {
    if (!this.#checks.has(check.name)) this.#checks.set(check.name, check)
  }
}

function note(text: Note): { readonly message: string; readonly text: Note } {
  return { message: readNote(enDoctor, text), text }
}

function finding(text: FindingFacts): Finding {
  const [message, advice] = readFinding(enDoctor, text)
  return { code: codeOf(text), message, advice, text }
}
