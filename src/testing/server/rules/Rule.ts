import type { Owner } from '../calls/Owner.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'

/** What a rule is tested with. */
export interface Setting {
  readonly server: ServerUnderTest
  readonly owner: Owner
  readonly other: Owner
  /** Makes calls without the headers of an owner. */
  readonly nobody: Owner
  /** An owner who has used up what they may send. */
  readonly waiting: Owner | undefined
}

export interface Rule {
  /** What a server does that keeps the rule: a sentence that begins with its verb. */
  readonly name: string
  /** @throws {BrokenRule} */
  readonly run: (setting: Setting) => Promise<void>
}

export interface RuleGroup {
  readonly name: string
  readonly rules: readonly Rule[]
}

export function rule(name: string, run: Rule['run']): Rule {
  return { name, run }
}

/** The rules, if the server has what they are about. */
export function rulesIf(isThere: boolean, ...rules: readonly Rule[]): readonly Rule[] {
  return isThere ? rules : []
}
