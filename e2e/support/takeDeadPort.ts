import { once } from 'node:events'
import { connect } from 'node:net'

export interface DeadPort {
  readonly port: number
  readonly release: () => void
}

/**
 * Takes a port that refuses every connection until it is released. It is the local port of an open connection, so no
 * other server can listen on it. A free port could be taken by another server a moment later.
 */
export async function takeDeadPort(serverUrl: string): Promise<DeadPort> {
  const socket = connect(Number(new URL(serverUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  return { port: socket.localPort ?? 0, release: () => socket.destroy() }
}
