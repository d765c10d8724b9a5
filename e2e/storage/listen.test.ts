import { createServer, type Server } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listen, listenFrom } from './listen.ts'

function makeServer(): Server {
  const server = createServer()
  onTestFinished(() => void server.close())
  return server
}

it('listens on the next port when the first one is taken', async () => {
  const taken = await listen(makeServer(), 0)
  const port = await listenFrom(makeServer(), taken)
  expect(port).toBeGreaterThan(taken)
  expect(await listenFrom(makeServer(), taken)).toBeGreaterThan(port)
})

it('rejects when the requested port is taken', async () => {
  const taken = await listen(makeServer(), 0)
  await expect(listen(makeServer(), taken)).rejects.toThrow('EADDRINUSE')
})
