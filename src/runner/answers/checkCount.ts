import { PlainError } from '../../errors/PlainError.js'

/**
 * Makes sure that a call for several was answered once for each.
 * @throws {PlainError} 'answer-malformed'
 */
export function checkCount(answers: unknown, expected: number): asserts answers is readonly unknown[] {
  if (Array.isArray(answers) && answers.length === expected) return
  const got = Array.isArray(answers) ? String(answers.length) : 'no list'
  throw new PlainError('answer-malformed', `${expected} answers were asked for, and ${got} came.`)
}
