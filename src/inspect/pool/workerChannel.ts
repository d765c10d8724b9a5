import { type HashingKind, type InspectReply, protocolVersion } from '../inspect.messages.js'
import { limitTime } from '../../shared/loading/limitTime.js'
import { loadLimitMs } from '../../shared/loading/loadLimitMs.js'
import type { Channel, ChannelListener, InspectEngine } from './Channel.js'

export interface HandshakeOptions {
  readonly engine: InspectEngine
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Takes the channel to a worker that answered after the timeout. */
  readonly onLate: (channel: Channel) => void
}

/** The worker has nothing to hash with but WASM, and may not run it. */
export class WasmBlockedError extends Error {}

/**
 * Greets a new worker and waits for its answer. A worker that cannot load shows it in another way in each browser (an
 * exception, an error event, silence). All of them make this reject, and terminate the worker; a silent one has some more
 * time, because it may only be slow to start.
 *
 * @throws {WasmBlockedError} if the worker answers, and cannot hash
 */
export async function openWorkerChannel(createWorker: () => Worker, options: HandshakeOptions): Promise<Channel> {
  options.signal.throwIfAborted()
  const worker = createWorker()
  const channel = shakeHands(worker, options.signal).then((hashing) => toChannel(worker, options.engine, hashing))
  try {
    // Under some content policies a worker neither starts nor reports an error.
    return await limitTime(channel, options.timeoutMs)
  } catch (error) {
    limitTime(channel, loadLimitMs).then(options.onLate, () => worker.terminate())
    throw error
  }
}

function shakeHands(worker: Worker, signal: AbortSignal): Promise<HashingKind> {
  const listening = new AbortController()
  const until = listening.signal
  const { promise: greeted, resolve, reject } = Promise.withResolvers<HashingKind>()
  // Another way is tried, so nobody reads why.
  const fail = (): void => reject(new Error())
  signal.addEventListener('abort', fail, { signal: until })
  const onReply = (reply: InspectReply): void => {
    if (reply.kind !== 'ready') return
    // After a new deployment the page may get the worker's file of another release.
    if (reply.version !== protocolVersion) fail()
    else if (reply.hashing === 'none') reject(new WasmBlockedError())
    else resolve(reply.hashing)
  }
  listenTo(worker, { onReply, onCrash: fail }, until)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker.postMessage({ kind: 'hello' })
  return greeted.finally(() => listening.abort())
}

function toChannel(worker: Worker, engine: InspectEngine, hashing: HashingKind): Channel {
  const listening = new AbortController()
  return {
    engine,
    hashing,
    canTerminate: true,
    listen: (listener) => listenTo(worker, listener, listening.signal),
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    post: (request) => worker.postMessage(request),
    close() {
      listening.abort()
      worker.terminate()
    },
  }
}

function listenTo(worker: Worker, { onReply, onCrash }: ChannelListener, signal: AbortSignal): void {
  worker.addEventListener('message', ({ data }: MessageEvent<InspectReply>) => onReply(data), { signal })
  worker.addEventListener('messageerror', onCrash, { signal })
  worker.addEventListener(
    'error',
    (event) => {
      // Another way or another worker is tried, so the app's error log need not hear of it.
      event.preventDefault()
      onCrash()
    },
    { signal },
  )
}
