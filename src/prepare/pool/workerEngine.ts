import { abortError } from '../../shared/abortError.js'
import { limitTime } from '../../shared/loading/limitTime.js'
import { loadLimitMs } from '../../shared/loading/loadLimitMs.js'
import { greeting, type PrepareReply, type PrepareRequest, type PrepareResult } from '../prepare.messages.js'
import type { RunOptions } from '../worker/runPlan.js'
import type { PrepareEngine } from './PrepareEngine.js'

/** How long a worker may take to answer. */
const handshakeMs = 4000

/** A decoder that takes longer than this on one picture will not end. */
const mostMsForOne = 120_000

/**
 * Greets a new worker. One that cannot load shows it in another way in each browser (an exception, an error event,
 * silence). All of them make this reject, and terminate the worker; a silent one has some more time, because it may only
 * be slow to start.
 *
 * @param onLate is called if a silent worker answers after all, before it is terminated
 */
export async function openWorker(createWorker: () => Worker, onLate?: () => void): Promise<PrepareEngine> {
  const worker = createWorker()
  const { promise: greeted, resolve, reject } = Promise.withResolvers<void>()
  const answer = ({ data }: MessageEvent<PrepareReply>): void => (data.kind === greeting ? resolve() : reject())
  worker.addEventListener('message', answer, { once: true })
  // Another way is tried, so the app's error log need not hear of it.
  worker.addEventListener('error', (event) => (event.preventDefault(), reject()), { once: true })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker.postMessage('hello')
  try {
    await limitTime(greeted, handshakeMs)
    return new WorkerEngine(worker)
  } catch (error) {
    const end = (): void => worker.terminate()
    limitTime(greeted, loadLimitMs).then(onLate).then(end, end)
    throw error
  }
}

class WorkerEngine implements PrepareEngine {
  readonly #worker: Worker
  isAlive: boolean = true

  constructor(worker: Worker) {
    this.#worker = worker
  }

  /** A decode cannot be interrupted, so whoever cancels ends the worker. */
  async run(request: PrepareRequest, { signal, onProgress }: RunOptions): Promise<PrepareResult> {
    const { promise, resolve, reject } = Promise.withResolvers<PrepareResult>()
    const listening = new AbortController()
    const until = listening.signal
    const giveUp = (): void => {
      this.close()
      resolve({ blob: null, notes: ['not-decodable'] })
    }
    const timer = setTimeout(giveUp, mostMsForOne)
    signal.addEventListener('abort', () => (this.close(), reject(abortError())), { signal: until })
    const onReply = (reply: PrepareReply): void => {
      if (reply.kind === 'progress') onProgress(reply.fraction)
      else if (reply.kind === 'done') resolve(reply.result)
    }
    this.#worker.addEventListener('message', ({ data }: MessageEvent<PrepareReply>) => onReply(data), { signal: until })
    // It has run out of memory, or a picture has broken the decoder.
    this.#worker.addEventListener('error', (event) => (event.preventDefault(), giveUp()), { signal: until })
    this.#worker.addEventListener('messageerror', giveUp, { signal: until })
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
      this.#worker.postMessage(request, request.pixels ? [request.pixels] : [])
      return await promise
    } finally {
      clearTimeout(timer)
      listening.abort()
    }
  }

  close(): void {
    this.isAlive = false
    this.#worker.terminate()
  }
}
