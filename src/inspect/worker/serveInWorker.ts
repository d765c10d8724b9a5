import { preferHasher } from './hash/hasher.js'
import { createScriptHasher } from './hash/scriptHasher.js'
import { createWasmHasher } from './hash/wasmHasher.js'
import type { InspectReply, InspectRequest } from '../inspect.messages.js'
import { heartbeatMs } from '../limits.js'
import { serveInspections } from './serveInspections.js'

/** Nothing but messages waits in a worker; a cancel should not wait long. */
const yieldIntervalMs = 20

/** What is used of a worker's global scope; the compiler knows only the page's. */
interface WorkerScope {
  postMessage(reply: InspectReply): void
  addEventListener(type: 'message', listener: (event: MessageEvent<InspectRequest>) => void): void
}

/** Makes this thread an inspection worker. Elsewhere than in a worker it does nothing. */
export function serveInWorker(): void {
  if (!('WorkerGlobalScope' in globalThis)) return
  const scope = globalThis as unknown as WorkerScope
  const receive = serveInspections({
    createHasher: preferHasher(createWasmHasher, createScriptHasher),
    yieldIntervalMs,
    heartbeatMs,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    reply: (reply) => scope.postMessage(reply),
  })
  scope.addEventListener('message', ({ data }) => receive(data))
}
