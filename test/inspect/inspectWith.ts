import type { InspectOptions } from '../../src/contract/ports/inspector.js'
import { createInspector, type InspectorOptions, type WorkerInspector } from '../../src/inspect/inspector.js'

/** Creates an inspector that shares nothing with those of other tests. */
export function createOwnInspector(options: InspectorOptions = {}): WorkerInspector {
  return createInspector({ session: { engine: null }, ...options })
}

/** The options of `inspect`, without anything that a test did not ask for. */
export function withDefaults(options: Partial<InspectOptions> = {}): InspectOptions {
  return { digest: null, signal: new AbortController().signal, onProgress: () => undefined, ...options }
}
