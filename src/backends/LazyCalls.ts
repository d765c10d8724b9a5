import { UploadError } from '../errors/UploadError.js'
import { loadChunk } from '../shared/loadChunk.js'

type Call = (...args: never[]) => Promise<unknown>
type Calls<T> = { readonly [Name in keyof T]: Call }

/**
 * The calls of a backend. Their code is loaded with the first call, or by `preload`: a page pays for its API only once
 * somebody uploads.
 */
export class LazyCalls<TCalls extends Calls<TCalls>> {
  readonly #load: () => Promise<TCalls>
  #loading: Promise<TCalls> | null = null
  #calls: TCalls | null = null

  constructor(load: () => Promise<TCalls>) {
    this.#load = load
  }

  /** @throws {UploadError} 'server-unreachable' when the code cannot be loaded; the next call tries again */
  readonly preload = async (): Promise<void> => {
    await this.#get()
  }

  /** Stand-ins for calls. Once the code is there they add no delay: a page that is being left has no time for one. */
  pick<TName extends keyof TCalls>(...names: readonly TName[]): Pick<TCalls, TName> {
    const entries = names.map((name) => {
      const call = async (...args: never[]): Promise<unknown> => (this.#calls ?? (await this.#get()))[name](...args)
      return [name, call] as const
    })
    // Each stand-in takes the arguments of the call that it stands for and returns its result.
    return Object.fromEntries(entries) as unknown as Pick<TCalls, TName>
  }

  async #get(): Promise<TCalls> {
    // Shared, so that all calls use one store of credentials.
    this.#loading ??= loadChunk('the code for calls to the backend', this.#load)
    try {
      this.#calls = await this.#loading
      return this.#calls
    } catch (cause) {
      this.#loading = null
      throw new UploadError('server-unreachable', 'The code for calls to the backend could not be loaded.', { cause })
    }
  }
}
