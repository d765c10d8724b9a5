// sink.ts <folder>: serves the built pages of the folder and a light ticket API on one port, and storage on another,
// because storage is another origin in real life too. Started by startSink.ts, in a process of its own.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApi } from './api.ts'
import { servePages } from './pages.ts'
import { createStorage } from './storage.ts'

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 60_000 }, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const folder = process.argv[2]
if (!folder || !process.send) throw new TypeError('sink.ts is started by startSink.ts, with the folder of the pages.')

const storage = createStorage()
const storageOrigin = await listen(storage.answer)
const api = createApi(storageOrigin, storage)
const pages = servePages(folder)
const pageOrigin = await listen((request, response) =>
  request.url?.startsWith('/api/') ? api(request, response) : pages(request, response),
)

process.send({ pageOrigin })
// It ends with whoever started it.
process.on('disconnect', () => process.exit())
