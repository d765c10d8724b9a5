import type { ProblemCode } from './diagnosis.js'
import type { DoctorTexts, FindingFacts, FindingText, Note } from './DoctorTexts.js'

/** The sentence of a note in the language of the texts. */
export function readNote({ notes }: DoctorTexts, note: Note): string {
  const text = notes[note.id]
  return typeof text === 'string' ? text : fill(text, note)
}

/** The message and the advice of a finding in the language of the texts. */
export function readFinding({ findings }: DoctorTexts, finding: FindingFacts): FindingText {
  const text = findings[finding.id]
  return typeof text === 'function' ? fill(text, finding) : text
}

/** The code is what stands before the slash. */
export function codeOf({ id }: FindingFacts): ProblemCode {
  return id.split('/')[0] as ProblemCode
}

/** An id and its facts belong together, but once the id has been looked up, the types no longer show it. */
function fill<TText>(text: (facts: never) => TText, from: object): TText {
  return text(('facts' in from ? from.facts : undefined) as never)
}
