import { createServer, type Server } from 'node:net'

/** Listens on loopback and returns the port. Rejects if it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
      else reject(new TypeError('The server listens, but not on a port.'))
    })
  })
}

/** Finds a free port, for a program that cannot choose one, or does not tell which it got. */
export async function findPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Listens on the first free port from this one on. */
export async function listenFrom(server: Server, firstPort: number): Promise<number> {
  for (let port = firstPort; port < firstPort + 100; port += 1) {
    const found = await listen(server, port).catch(unlessTaken)
    if (found !== null) return found
  }
  return listen(server, 0)
}

function unlessTaken(error: NodeJS.ErrnoException): null {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
  return null
}
