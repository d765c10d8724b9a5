/** What was waited for took too long. */
export class TimeLimitError extends Error {
  override readonly name: string = 'TimeoutError'
}

/** Rejects if the promise takes longer than the limit. The work behind the promise cannot be stopped, and goes on. */
export async function limitTime<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new TimeLimitError(`There was no answer in ${limitMs / 1000} s.`)), limitMs)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
