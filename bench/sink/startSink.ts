import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Sink {
  /** Where the pages and the API are. */
  readonly pageOrigin: string
  readonly stop: () => void
}

/** Starts the sink in a process of its own, as a server would be. */
export async function startSink(pagesFolder: string): Promise<Sink> {
  const child = fork(join(import.meta.dirname, 'sink.ts'), [pagesFolder])
  const [{ pageOrigin }]: [{ pageOrigin: string }] = (await once(child, 'message')) as [{ pageOrigin: string }]
  return { pageOrigin, stop: () => child.disconnect() }
}
