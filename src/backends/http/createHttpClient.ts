import { abortError } from '../../shared/abortError.js'
import { untilAborted } from '../../shared/untilAborted.js'
import { createCredentials } from './credentials.js'
import { exchange, type RawAnswer } from './exchange.js'
import type { HttpAnswer, HttpClient, HttpOptions, HttpRequest } from './HttpClient.js'
import { tryParseJson, readAnswer } from './readAnswer.js'

/**
 * JSON over fetch, for adapters: sends the app's credentials and renews them once, limits the time that a call may take,
 * and fails with errors that say what happened and hold no secret.
 */
export function createHttpClient(options: HttpOptions): HttpClient {
  const store = createCredentials(() => options.headers)

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const { signal } = request.context
    if (signal.aborted) throw abortError()
    const credentials = await untilAborted(store.current(), signal)
    const answer = await exchange(request, credentials, options)
    if (!isUnauthorized(request, answer)) return readAnswer(request, answer, credentials)
    const renewed = await untilAborted(store.refresh(credentials), signal)
    if (!renewed) return readAnswer(request, answer, credentials)
    return readAnswer(request, await exchange(request, renewed, options), renewed)
  }

  return { send }
}

function isUnauthorized(request: HttpRequest, { status, text }: RawAnswer): boolean {
  return status === 401 || (request.isUnauthorized?.(status, tryParseJson(text)) ?? false)
}
