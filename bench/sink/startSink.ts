import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface SinkOrigins {
  /** Where the pages and the API are. */
  readonly pageOrigin: string
  /** The same behind a round trip of `farRoundTripMs`. */
  readonly farPageOrigin: string
}

export interface Sink extends SinkOrigins {
  readonly stop: () => void
}

/** Starts the sink in a process of its own, as a server would be. */
export async function startSink(pagesFolder: string): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink.ts'), [pagesFolder])
  const [origins] = (await once(child, 'message')) as [SinkOrigins]
  return { ...origins, stop: () => child.disconnect() }
}
