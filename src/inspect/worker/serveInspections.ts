import { createYield } from './yieldToEventLoop.js'
import { createMutex } from './mutex.js'
import { type CreateHasher, createHasherPool } from './hash/hasher.js'
import { inspectFile, type InspectTools } from './inspectFile.js'
import { type InspectReply, type InspectRequest, protocolVersion } from '../inspect.messages.js'
import { toFailureData } from './InspectionFailure.js'
import { picturePatienceMs } from '../limits.js'

/** Ten a second for each file: more than an eye needs, little enough to cost nothing. */
const progressIntervalMs = 100

export interface ServeOptions {
  readonly createHasher: CreateHasher
  /** How long it may keep other tasks waiting. */
  readonly yieldIntervalMs: number
  /** How often it says that it is alive while it works. Left out: never. */
  readonly heartbeatMs?: number
  readonly reply: (reply: InspectReply) => void
}

/** The worker's side of the conversation: takes each request, answers through `reply`, never throws. */
export function serveInspections(options: ServeOptions): (request: InspectRequest) => void {
  const running = new Map<number, AbortController>()
  const tools: InspectTools = {
    hashers: createHasherPool(options.createHasher),
    yieldToEventLoop: createYield(options.yieldIntervalMs),
    decoding: createMutex(picturePatienceMs),
  }

  let heartbeat: ReturnType<typeof setTimeout> | undefined
  const beat = (): void => {
    clearTimeout(heartbeat)
    if (options.heartbeatMs === undefined || running.size === 0) return
    options.reply({ kind: 'alive' })
    heartbeat = setTimeout(beat, options.heartbeatMs)
  }

  const inspect = async (request: InspectRequest & { kind: 'inspect' }): Promise<void> => {
    const { id, file, sizeBytes, digest, digestOnly, withoutPicture } = request
    const controller = new AbortController()
    running.set(id, controller)
    // While others are at work it beats already, and thousands of small files need not each begin with a message more.
    if (running.size === 1) beat()
    const reply = await answer(id, controller.signal, () =>
      inspectFile(
        file,
        {
          sizeBytes,
          digest,
          digestOnly,
          withoutPicture,
          signal: controller.signal,
          onProgress: throttleProgress(id, options.reply),
          onPicture: (state) => options.reply({ kind: 'picture', id, state }),
        },
        tools,
      ),
    )
    running.delete(id)
    options.reply(reply)
  }

  return (request) => {
    if (request.kind === 'hello') options.reply({ kind: 'ready', version: protocolVersion })
    else if (request.kind === 'cancel') running.get(request.id)?.abort()
    else void inspect(request)
  }
}

async function answer(
  id: number,
  signal: AbortSignal,
  work: () => ReturnType<typeof inspectFile>,
): Promise<InspectReply> {
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
