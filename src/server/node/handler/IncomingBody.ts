import type { IncomingMessage } from 'node:http'
import { longestBody } from '../../http/body/readJson.js'
import type { OfferedBody } from '../../http/body/offeredBodies.js'

/** Whether its headers promise a body that is no longer than a call may have. */
export function isShort({ headers }: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers
  return encoding === undefined && Number(length ?? Infinity) <= longestBody
}

/**
 * The body of a request. It is read when somebody wants it: a call that is refused for its headers takes no memory, and
 * nobody waits for its body.
 */
export class IncomingBody implements OfferedBody {
  readonly stream: ReadableStream<Uint8Array>
  readonly #request: IncomingMessage
  #isRead = false

  constructor(request: IncomingMessage) {
    this.#request = request
    let chunks: AsyncIterator<Uint8Array> | undefined
    this.stream = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          if (this.#isRead && !chunks) throw new TypeError('The body of this request has been read.')
          this.#isRead = true
          chunks ??= request.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
          const { done, value } = await chunks.next()
          if (done) controller.close()
          else controller.enqueue(new Uint8Array(value))
        },
        cancel: async () => {
          await chunks?.return?.()
          // Node reads away only what nobody has begun to read.
          request.resume()
        },
      },
      { highWaterMark: 0 },
    )
  }

  get isEmpty(): boolean {
    const { headers, httpVersionMajor } = this.#request
    const { 'content-length': length, 'transfer-encoding': encoding } = headers
    return encoding === undefined && (length === undefined ? httpVersionMajor < 2 : Number(length) === 0)
  }

  get isTaken(): boolean {
    return this.#isRead || this.stream.locked
  }

  read(mostBytes: number): Promise<Uint8Array | null> {
    this.#isRead = true
    const request = this.#request
    return new Promise((resolve, reject) => {
      // Its client went away before this was called, so no event will follow.
      if (request.destroyed) return reject(new Error('The request was ended.'))
      const chunks: Uint8Array[] = []
      let length = 0
      const take = (chunk: Uint8Array): void => {
        length += chunk.length
        chunks.push(chunk)
        if (length <= mostBytes) return
        request.off('data', take)
        request.pause()
        resolve(null)
      }
      request.on('data', take)
      request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
      request.on('error', reject)
      request.on('close', () => reject(new Error('The request was ended.')))
    })
  }
}
