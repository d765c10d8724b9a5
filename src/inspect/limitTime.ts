/** What was waited for took too long. */
export class TimeLimitError extends Error {
  override readonly name: string = 'TimeoutError'
}

/** The same promise, waited for no longer than that. What stands behind it cannot be stopped, and goes on unseen. */
export async function limitTime<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new TimeLimitError(`There was no answer in ${limitMs / 1000} s.`)), limitMs)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
