import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { PGlite } from '@electric-sql/pglite'
import { listen } from '../storage/listen.ts'

/** Starts a Postgres behind HTTP, for a runtime that opens no other connections. */
export async function serveDatabase(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const database = new PGlite()
  const run = async (body: string): Promise<object> => {
    const { sql, parameters }: { sql: string; parameters: unknown[] } = JSON.parse(body)
    try {
      const { rows } = await database.query(sql, parameters)
      return { rows }
    } catch (error) {
      const { message, code }: { message?: string; code?: string } = Object(error)
      return { error: { message, code } }
    }
  }
  const server = createServer((request, answer) => {
    void text(request).then(async (body) => answer.end(JSON.stringify(await run(body))))
  })
  const port = await listen(server, 0)
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await database.close()
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}
