import type { Inspection } from '../../contract/ports/inspector.js'
import {
  type InspectFileRequest,
  type InspectReply,
  type InspectRequest,
  protocolVersion,
} from '../inspect.messages.js'
import { picturePatienceMs } from '../limits.js'
import { probe } from '../probe.js'
import type { Hashing } from './hash/hasher.js'
import { HasherPool } from './hash/HasherPool.js'
import type { StartReader } from './hash/read/startReader.js'
import { inspectFile, type InspectFileOptions, type InspectTools } from './inspectFile.js'
import { toFailureData } from './InspectionFailure.js'
import { createMutex } from './mutex.js'
import { createYield } from './yieldToEventLoop.js'

/** Ten a second for each file are enough for the eye, and cost next to nothing. */
const progressIntervalMs = 100

export interface ServeOptions {
  readonly hashing: Hashing
  /** Starts another thread that reads large files. Left out: this one reads them. */
  readonly startReader?: StartReader
  /** How long the work may keep other tasks waiting. */
  readonly yieldIntervalMs: number
  /** How often to reply `alive` while there is work. Left out: never. */
  readonly heartbeatMs?: number
  readonly reply: (reply: InspectReply) => void
}

/** The worker's side of the conversation: takes each request, answers through `reply`, never throws. */
export function serveInspections(options: ServeOptions): (request: InspectRequest) => void {
  const running = new Map<number, AbortController>()
  const hashers = new HasherPool(options.hashing)
  const tools: InspectTools = {
    hashers,
    startReader: options.startReader,
    yieldToEventLoop: createYield(options.yieldIntervalMs),
    decoding: createMutex(picturePatienceMs),
  }

  let heartbeat: ReturnType<typeof setTimeout> | undefined
  const beat = (): void => {
    heartbeat = undefined
    if (options.heartbeatMs === undefined || running.size === 0) return
    options.reply({ kind: 'alive' })
    heartbeat = setTimeout(beat, options.heartbeatMs)
  }

  const run = async (id: number, work: (signal: AbortSignal) => Promise<InspectReply>): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    // Thousands of small files, each done before the next one comes, must not cost one more message each.
    if (heartbeat === undefined) beat()
    const reply = await work(controller.signal)
    running.delete(id)
    options.reply(reply)
  }

  const inspect = ({ id, file, wasm, ...request }: InspectFileRequest): void => {
    if (request.digest && wasm) hashers.addWasm(request.digest, wasm)
    void run(id, (signal) =>
      settle(id, signal, () => {
        const onProgress = throttleProgress(id, options.reply)
        const onPicture: InspectFileOptions['onPicture'] = (state) => options.reply({ kind: 'picture', id, state })
        return inspectFile(file, { ...request, signal, onProgress, onPicture }, tools)
      }),
    )
  }

  return (request) => {
    if (request.kind === 'hello') {
      options.reply({ kind: 'ready', version: protocolVersion, hashing: options.hashing.kind })
    } else if (request.kind === 'cancel') running.get(request.id)?.abort()
    else if (request.kind === 'inspect') inspect(request)
    else void run(request.id, async () => ({ kind: 'probed', id: request.id, condition: await probe(request.file) }))
  }
}

async function settle(id: number, signal: AbortSignal, work: () => Promise<Inspection>): Promise<InspectReply> {
  try {
    return { kind: 'inspected', id, inspection: await work() }
  } catch (error) {
    return signal.aborted ? { kind: 'cancelled', id } : { kind: 'failed', id, failure: toFailureData(error) }
  }
}

function throttleProgress(id: number, reply: ServeOptions['reply']): (inspectedBytes: number) => void {
  let last = performance.now()
  return (inspectedBytes) => {
    const now = performance.now()
    if (now - last < progressIntervalMs) return
    last = now
    reply({ kind: 'progress', id, inspectedBytes })
  }
}
