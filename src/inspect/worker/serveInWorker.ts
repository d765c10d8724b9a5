import type { InspectReply, InspectRequest } from '../inspect.messages.js'
import { heartbeatMs } from '../limits.js'
import { chooseHashing } from './hash/chooseHashing.js'
import type { CreateHasher } from './hash/hasher.js'
import type { ReadReply, ReadRequest } from './hash/read/read.messages.js'
import { serveReads } from './hash/read/serveReads.js'
import { createStartReader } from './hash/read/startReader.js'
import { serveInspections } from './serveInspections.js'

/** Nothing but messages waits in a worker, and a cancel should not wait long. */
const yieldIntervalMs = 20

/** The part of a worker's global scope that is used. The compiler only knows the page's. */
interface WorkerScope {
  postMessage(reply: InspectReply | ReadReply, moved?: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<InspectRequest | ReadRequest>) => void): void
}

/**
 * Makes this thread an inspection worker, which may also read for another one. Does nothing on a page, which may have
 * imported the worker's file by mistake.
 *
 * @param createScriptHasher for where WASM is blocked; without it the worker says so in the handshake
 */
export function serveInWorker(createScriptHasher?: CreateHasher): void {
  if (!('WorkerGlobalScope' in globalThis)) return
  const scope = globalThis as unknown as WorkerScope
  const receive = serveInspections({
    hashing: chooseHashing(createScriptHasher),
    startReader: createStartReader(),
    yieldIntervalMs,
    heartbeatMs,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    reply: (reply) => scope.postMessage(reply),
  })
  const read = serveReads((reply, moved) => scope.postMessage(reply, moved))
  scope.addEventListener('message', ({ data }) => {
    if (data.kind === 'read' || data.kind === 'reuse') read(data)
    else receive(data)
  })
}
