// sink.ts <folder>: serves the built pages of the folder and a light ticket API on one port, and storage on another,
// because storage is another origin in real life too. Does so twice: nearby, and a round trip away. Started by
// startSink.ts, in a process of its own.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi } from './api.ts'
import { farRoundTripMs } from './farRoundTripMs.ts'
import { servePages } from './pages.ts'
import type { SinkOrigins } from './startSink.ts'
import { createStorage } from './storage.ts'

async function listen(answer: RequestListener, roundTripMs: number): Promise<string> {
  const delayed: RequestListener =
    roundTripMs > 0 ? (request, response) => void setTimeout(() => answer(request, response), roundTripMs) : answer
  const server = createServer({ keepAliveTimeout: 60_000 }, delayed)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const folder = process.argv[2]
if (!folder || !process.send) throw new TypeError('sink.ts is started by startSink.ts, with the folder of the pages.')

const pages = servePages(folder)

/** Starts all three. Returns the origin of the pages. */
async function serve(roundTripMs: number): Promise<string> {
  const storage = createStorage()
  const storageOrigin = await listen(storage.answer, roundTripMs)
  const api = createApi(storageOrigin, storage)
  return listen(
    (request, response) => (request.url?.startsWith('/api/') ? api(request, response) : pages(request, response)),
    roundTripMs,
  )
}

const origins: SinkOrigins = { pageOrigin: await serve(0), farPageOrigin: await serve(farRoundTripMs) }
process.send(origins)
// It ends with whoever started it.
process.on('disconnect', () => process.exit())
