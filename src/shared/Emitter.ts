/** Calls listeners for events. One that throws does not stop the others. */
export class Emitter<TEvents extends object> {
  readonly #listeners = new Map<keyof TEvents, Set<(event: never) => void>>()

  on<K extends keyof TEvents>(name: K, listener: (event: TEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<K extends keyof TEvents>(name: K, event: TEvents[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      callSafely(() => (listener as (event: TEvents[K]) => void)(event))
    }
  }

  clear(): void {
    this.#listeners.clear()
  }
}

/** Runs the app's code. What it throws is reported as an uncaught error and does not interrupt the caller. */
export function callSafely(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
    else console.error(error)
  }
}
