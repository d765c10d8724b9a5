import type { CallContext } from '../../contract/backend.js'
import type { UploadErrorInit } from '../../errors/UploadError.js'
import type { HeadersSource } from './credentials.js'

/** Options that every adapter takes for its calls. They are read at each call, so they may change at any time. */
export interface HttpOptions {
  /**
   * Credentials, as headers or as a function that is called before each call and once more after a 401. If there are
   * none, it throws an `UploadError`: with `unauthorized`, the row says that the user is signed out; with
   * `server-unreachable`, the call is tried again. Any other error fails the upload as `app-failed`.
   * @example headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` })
   */
  readonly headers?: HeadersSource
  /** Makes the calls. @default globalThis.fetch */
  readonly fetch?: typeof fetch
  /** Whether cookies are sent to other origins. @default 'same-origin' */
  readonly credentials?: RequestCredentials
  /** How long the server may take to answer a call, in milliseconds. @default 30_000 */
  readonly timeoutMs?: number
}

/** One call to the app's server. */
export interface HttpRequest {
  /** The name of the call in messages: 'the ticket call'. */
  readonly label: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly context: Pick<CallContext, 'signal'> & Partial<CallContext>
  /** Reads an answer with a status of 400 or above, if the API has its own format for errors. */
  readonly readProblem?: (status: number, body: unknown) => UploadErrorInit | undefined
  /**
   * Whether a body is a refusal in the API's own format. A 404 with any other body means that there is no endpoint at
   * this URL. Default: any JSON object except the usual not-found bodies of frameworks.
   */
  readonly isProblem?: (body: unknown) => boolean
  /** What to do if there is no endpoint at this URL, for the message. @default to check the URL and the proxy */
  readonly ifMissing?: string | undefined
  /** Reads a refusal from a successful answer, for APIs that refuse with a status of 200. */
  readonly readRefusal?: (status: number, body: unknown) => UploadErrorInit | undefined
  /** For APIs that refuse credentials with a status other than 401. */
  readonly isUnauthorized?: (status: number, body: unknown) => boolean
}

/** A server's answer, not yet narrowed. */
export interface HttpAnswer {
  readonly status: number
  /** Parsed JSON; undefined if the body is empty. */
  readonly body: unknown
  /** Removes this call's credentials from a text in the body. */
  readonly hide: (text: string) => string
}

/** Makes JSON calls with the app's credentials. */
export interface HttpClient {
  /** Rejects with an UploadError, or with an AbortError when the context's signal is aborted. */
  send(request: HttpRequest): Promise<HttpAnswer>
}
