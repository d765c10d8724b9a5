import { isUploadError, UploadError } from '../errors/UploadError.js'

/**
 * The app's credentials: headers, or a function that is asked before each call. After a 401 it is asked once more with
 * `refresh: true`; calls that fail with 401 at the same time share that one refresh.
 */
export type HeadersSource = HeadersInit | ((ask: HeadersAsk) => HeadersInit | Promise<HeadersInit>)

export interface HeadersAsk {
  /** The server has refused the credentials it was given: get new ones. */
  readonly refresh: boolean
}

/** Headers for one call. */
export interface Credentials {
  /** Names the refresh that the headers come after. */
  readonly generation: number
  readonly headers: Headers
}

export interface CredentialStore {
  current(): Promise<Credentials>
  /** New ones after a 401, or null where there is nobody to ask. `refused` were the ones that did not do. */
  refresh(refused: Credentials): Promise<Credentials | null>
}

/** Asks for headers; `read` is called each time, because an app may change its mind. */
export function createCredentials(read: () => HeadersSource | undefined): CredentialStore {
  let latest: Credentials = { generation: 0, headers: new Headers() }
  let refreshing: Promise<Credentials> | null = null
  let isLogged = false

  async function ask(refresh: boolean): Promise<Headers> {
    try {
      const headers = await askFor(read(), { refresh })
      isLogged = false
      return headers
    } catch (error) {
      // Every file of a batch meets the same failure: one line says it.
      if (!isLogged && isUploadError(error) && error.code === 'app-failed') {
        isLogged = true
        console.error(`coatcheck: ${error.message}`, ...(error.cause === undefined ? [] : [error.cause]))
      }
      throw error
    }
  }

  async function refresh(): Promise<Credentials> {
    try {
      latest = { generation: latest.generation + 1, headers: await ask(true) }
      return latest
    } finally {
      refreshing = null
    }
  }

  return {
    async current() {
      const { generation } = latest
      return { generation, headers: await ask(false) }
    },
    async refresh(refused) {
      if (typeof read() !== 'function') return null
      // Sent before the others' refresh, refused after it: theirs serves this call too.
      if (refused.generation < latest.generation) return latest
      refreshing ??= refresh()
      return refreshing
    },
  }
}

async function askFor(source: HeadersSource | undefined, ask: HeadersAsk): Promise<Headers> {
  const init = typeof source === 'function' ? await callApp(source, ask) : source
  try {
    return new Headers(init)
  } catch {
    // The platform's own error quotes the value, which is a token as a rule.
    throw new UploadError('app-failed', "The option 'headers' gave something that cannot be sent as headers.")
  }
}

async function callApp(source: Exclude<HeadersSource, HeadersInit>, ask: HeadersAsk): Promise<HeadersInit> {
  try {
    return await source(ask)
  } catch (cause) {
    if (isUploadError(cause)) throw cause
    const isNetwork = cause instanceof TypeError && /fetch|network|load failed/i.test(cause.message)
    throw isNetwork
      ? new UploadError('server-unreachable', "The option 'headers' could not reach its server.", { cause })
      : new UploadError('app-failed', "The option 'headers' failed, so the call was not made.", { cause })
  }
}
