import type { ServerResponse } from 'node:http'

/** Bytes and milliseconds. A client that sends more, or for longer, is disconnected. */
const mostLeftover = 16 * 1024 ** 2
const patienceMs = 5000

/**
 * Ends an answer whose request is still coming. A connection that is closed while something on it is unread is reset, and
 * the client may then lose the answer. So the answer is sent, and what comes is thrown away for a while.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export function endLate(response: ServerResponse, body: string | Uint8Array): void {
  const { req: request } = response
  let leftover = 0
  const end = (): void => {
    clearTimeout(timer)
    request.off('data', count)
    if (!response.writableEnded) response.end(() => request.destroy())
  }
  const count = (chunk: Uint8Array): void => {
    leftover += chunk.length
    if (leftover > mostLeftover) end()
  }
  const timer = setTimeout(end, patienceMs)
  response.write(body)
  // Over HTTP/2, only this request is ended, and after its answer.
  if (request.httpVersionMajor >= 2) return end()
  request.once('end', end).once('close', end).on('data', count).resume()
}
