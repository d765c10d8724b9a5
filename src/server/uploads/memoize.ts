/** A function that asks once for each key, and gives everyone who asks again the same answer. */
export function memoize<TQuestion, TAnswer>(
  ask: (question: TQuestion) => Promise<TAnswer>,
  keyOf: (question: TQuestion) => string,
): (question: TQuestion) => Promise<TAnswer> {
  const answers = new Map<string, Promise<TAnswer>>()
  return (question) => {
    const key = keyOf(question)
    const answer = answers.get(key) ?? ask(question)
    answers.set(key, answer)
    return answer
  }
}
