interface Message {
  readonly id?: number
  readonly type: 'success' | 'error' | 'event'
  readonly result?: unknown
  readonly error?: string
  readonly message?: string
  readonly method?: string
  readonly params?: unknown
}

/**
 * A session of WebDriver BiDi: commands with their results, and events.
 * @see https://www.w3.org/TR/webdriver-bidi/
 */
export class BidiConnection {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0

  private constructor(socket: WebSocket, onEvent: (method: string, params: unknown) => void) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const message: Message = JSON.parse(String(data))
      if (message.type === 'event') onEvent(message.method ?? '', message.params)
      else this.#settle(message)
    })
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The browser closed the connection.'))
    })
  }

  static async open(url: string, onEvent: (method: string, params: unknown) => void): Promise<BidiConnection> {
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error(`Nobody answers at ${url}.`)))
    })
    return new BidiConnection(socket, onEvent)
  }

  // Only the caller knows the type of the command's result.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  async send<TResult>(method: string, params: object = {}): Promise<TResult> {
    const id = (this.#lastId += 1)
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    this.#socket.send(JSON.stringify({ id, method, params }))
    return (await waiting.promise) as TResult
  }

  close(): void {
    this.#socket.close()
  }

  #settle({ id = 0, type, result, error, message }: Message): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (type === 'success') waiting?.resolve(result)
    else waiting?.reject(new Error(`${error}: ${message}`))
  }
}
