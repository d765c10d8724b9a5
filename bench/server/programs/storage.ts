// Answers HEAD for the objects that its parent has named. Only what servers ask of storage is measured, so nothing is kept.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Headers of HEAD, by path. */
export type NamedObjects = readonly (readonly [path: string, headers: Readonly<Record<string, string>>])[]

const objects = new Map<string, Readonly<Record<string, string>>>()

process.on('message', (named: NamedObjects) => {
  for (const [path, headers] of named) objects.set(path, headers)
  process.send?.(objects.size)
})
process.on('disconnect', () => process.exit())

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const headers = objects.get(request.url ?? '')
  response.writeHead(headers ? 200 : 404, headers).end()
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
