import type { TestProject } from 'vitest/node'
import { startStorageSink } from './storageSink.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Two origins for the uploads of the browser tests. */
    readonly sinkPorts: readonly [number, number]
  }
}

/** Runs the stand-ins for storage during the browser tests. */
export async function setup(project: TestProject): Promise<() => void> {
  const sinks = await Promise.all([startStorageSink(), startStorageSink()])
  project.provide('sinkPorts', [sinks[0].port, sinks[1].port])
  return () => {
    for (const { server } of sinks) {
      server.closeAllConnections()
      server.close()
    }
  }
}
