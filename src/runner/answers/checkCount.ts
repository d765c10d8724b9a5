import { PlainError } from '../../errors/PlainError.js'

/**
 * Makes sure that a call for several was answered once for each.
 * @throws {PlainError} 'answer-malformed'
 */
export function checkCount(answers: unknown, expected: number): asserts answers is readonly unknown[] {
  if (Array.isArray(answers) && answers.length === expected) return
  throw new PlainError('answer-malformed', 'are-not-as-many', { detail: expected })
}
