/** What was waited for took too long. */
export class TimeLimitError extends Error {
  override readonly name: string = 'TimeoutError'
}

/** Rejects if the promise takes longer than the limit. The work behind the promise cannot be stopped, and goes on. */
export function limitTime<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError(`There was no answer in ${limitMs / 1000} s.`)), limitMs)
    promise.finally(() => clearTimeout(timer)).then(resolve, reject)
  })
}
