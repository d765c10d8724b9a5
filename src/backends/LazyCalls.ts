import { loadChunk } from '../shared/loading/loadChunk.js'

type Call = (...args: never[]) => Promise<unknown>
type Calls<T> = { readonly [Name in keyof T]: Call }

/**
 * The calls of a backend. Their code is loaded with the first call, or by `preload`, so a page that uploads nothing
 * does not pay for it.
 */
export class LazyCalls<TCalls extends Calls<TCalls>> {
  readonly #load: () => Promise<TCalls>
  #loading: Promise<TCalls> | null = null
  #calls: TCalls | null = null

  constructor(load: () => Promise<TCalls>) {
    this.#load = load
  }

  /** Rejects when the code cannot be loaded, which counts as a lost connection. The next call tries again. */
  readonly preload = async (): Promise<void> => {
    // The promise is shared, so that all calls use one credential store.
    this.#loading ??= loadChunk('the code for calls to the backend', this.#load)
    try {
      this.#calls = await this.#loading
    } catch (error) {
      this.#loading = null
      throw error
    }
  }

  /** Returns stand-ins for calls. Once the code has loaded they add no delay, because a closing page cannot wait. */
  pick<TName extends keyof TCalls>(...names: readonly TName[]): Pick<TCalls, TName> {
    const entries = names.map((name) => {
      const call = async (...args: never[]): Promise<unknown> => {
        if (!this.#calls) await this.preload()
        return this.#calls?.[name](...args)
      }
      return [name, call] as const
    })
    // Each stand-in has the arguments and the result of its call.
    return Object.fromEntries(entries) as unknown as Pick<TCalls, TName>
  }
}
