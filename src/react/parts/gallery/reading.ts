/** The default of TanStack Query. */
const maxRetries = 3

/** Errors after which the same call may succeed. */
const passingErrors = new WeakSet<Error>()

/**
 * Returns what a call gives. If it fails, the rules for errors are looked up before Query asks whether to retry. They
 * are loaded at that point, because no page needs them earlier.
 */
export function noteAdvice<T>(call: Promise<T>): Promise<T> {
  return call.catch(async (error: unknown) => {
    // If not even the rules can be loaded, the browser is offline, and a retry may help.
    const rules = await import('../../../errors/codeOf.js').catch(() => undefined)
    const when = rules?.adviceOn(error).when ?? 'automatically'
    if (when === 'automatically' && error instanceof Error) passingErrors.add(error)
    throw error
  })
}

/** Whether Query should retry. After a final refusal, a gallery would only seem to load for some seconds more. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < maxRetries && passingErrors.has(error)
}
