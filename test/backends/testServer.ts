import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

/** One call as it arrived. */
export interface ReceivedCall {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface TestServer {
  readonly origin: string
  readonly calls: readonly ReceivedCall[]
  /** The caller went away before it got its answer. */
  readonly abandoned: number
  close(): Promise<void>
}

/** An answer: JSON with a status, or a function that writes it. */
export type TestAnswer =
  | {
      readonly status?: number
      readonly json?: unknown
      readonly text?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | ((response: ServerResponse) => void)

/** A server for one test, on its own port. */
export async function startTestServer(
  answer: (call: ReceivedCall, nth: number) => TestAnswer | Promise<TestAnswer>,
): Promise<TestServer> {
  const calls: ReceivedCall[] = []
  let abandoned = 0
  const server = createServer((request, response) => {
    response.on('close', () => (response.writableFinished ? undefined : abandoned++))
    void readCall(request).then(async (call) => write(response, await answer(call, calls.push(call) - 1)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    calls,
    get abandoned() {
      return abandoned
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function readCall(request: IncomingMessage): Promise<ReceivedCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { method = '', url: path = '', headers } = request
  return { method, path, headers, text: Buffer.concat(chunks).toString('utf8') }
}

function write(response: ServerResponse, answer: TestAnswer): void {
  if (typeof answer === 'function') return answer(response)
  const { status = 200, json, text, headers } = answer
  response.writeHead(status, { 'Content-Type': text === undefined ? 'application/json' : 'text/html', ...headers })
  response.end(text ?? (json === undefined ? undefined : JSON.stringify(json)))
}
