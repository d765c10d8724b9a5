import { once } from 'node:events'
import { connect } from 'node:net'

export interface DeadPort {
  readonly port: number
  readonly release: () => void
}

/**
 * A port at which every connection is refused, until it is released: the near end of a connection to a server of ours,
 * so that nobody can begin to listen there. A port that is merely free may be another server's a moment later.
 */
export async function takeDeadPort(serverUrl: string): Promise<DeadPort> {
  const socket = connect(Number(new URL(serverUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  return { port: socket.localPort ?? 0, release: () => socket.destroy() }
}
