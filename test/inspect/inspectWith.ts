import type { InspectOptions } from '../../src/contract/ports/inspector.js'
import { createInspector, type InspectorOptions, type WorkerInspector } from '../../src/inspect/inspector.js'

/** An inspector that shares nothing with those of other tests. */
export function createOwnInspector(options: InspectorOptions = {}): WorkerInspector {
  return createInspector({ session: { engine: null }, ...options })
}

/** What `inspect` wants, with nothing in it that a test did not ask for. */
export function withDefaults(options: Partial<InspectOptions> = {}): InspectOptions {
  return { digest: null, signal: new AbortController().signal, onProgress: () => undefined, ...options }
}
