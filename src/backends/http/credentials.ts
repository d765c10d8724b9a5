import { isUploadError } from '../../errors/isUploadError.js'
import { UploadError } from '../../errors/UploadError.js'
import { failOption } from './failOption.js'

/**
 * The app's credentials: headers, or a function that is called before each call. After a 401 it is called once more with
 * `refresh: true`; calls that fail with 401 at the same time share that one refresh.
 */
export type HeadersSource = HeadersInit | ((ask: HeadersAsk) => HeadersInit | Promise<HeadersInit>)

/** The argument of a `headers` function. */
export interface HeadersAsk {
  /** The server has refused the current credentials: get new ones. */
  readonly refresh: boolean
}

/** Headers for one call. */
export interface Credentials {
  /** How many times the credentials had been refreshed when these headers were made. */
  readonly generation: number
  readonly headers: Headers
}

export interface CredentialStore {
  current(): Promise<Credentials>
  /** New credentials after a 401; null if the option is not a function. `refused` are those that the server did not accept. */
  refresh(refused: Credentials): Promise<Credentials | null>
}

/** Gets headers from the option. `read` is called each time, because the option may change. */
export function createCredentials(read: () => HeadersSource | undefined): CredentialStore {
  let latest: Credentials = { generation: 0, headers: new Headers() }
  let refreshing: Promise<Credentials> | null = null

  const ask = (refresh: boolean): Promise<Headers> => readHeaders(read(), { refresh })

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
      // This call was sent before another call's refresh and refused after it, so it can use the result.
      if (refused.generation < latest.generation) return latest
      refreshing ??= refresh()
      return refreshing
    },
  }
}

export async function readHeaders(source: HeadersSource | undefined, ask: HeadersAsk): Promise<Headers> {
  const init = typeof source === 'function' ? await callApp('headers', source, ask) : source
  try {
    return new Headers(init)
  } catch {
    // The platform's own error is not kept as the cause, because it quotes the value, which is usually a token.
    throw failOption('headers', 'returned something that cannot be sent as headers', {})
  }
}

/** Asks the app for credentials. @throws {UploadError} that names the option, if its function fails */
export async function callApp<T>(
  option: 'headers' | 'csrfToken',
  source: (ask: HeadersAsk) => T | Promise<T>,
  ask: HeadersAsk,
): Promise<T> {
  try {
    return await source(ask)
  } catch (cause) {
    if (isUploadError(cause)) throw cause
    const isNetwork = cause instanceof TypeError && /fetch|network|load failed/i.test(cause.message)
    throw isNetwork
      ? new UploadError('server-unreachable', `The option '${option}' could not reach its server.`, { cause })
      : failOption(option, 'failed, so the call was not made', { cause })
  }
}
