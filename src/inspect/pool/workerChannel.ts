import { type InspectReply, protocolVersion } from '../inspect.messages.js'
import type { InspectEngine, Channel } from './Channel.js'

export interface HandshakeOptions {
  readonly engine: InspectEngine
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * Greets a new worker and waits for its answer. A worker that may not load says so in its own way in each browser (a
 * throw, an error event, silence); all of them make this reject, and the worker is ended.
 */
export async function openWorkerChannel(create: () => Worker, options: HandshakeOptions): Promise<Channel> {
  options.signal.throwIfAborted()
  const worker = create()
  try {
    await shakeHands(worker, options)
  } catch (error) {
    worker.terminate()
    throw error
  }
  return toChannel(worker, options.engine)
}

function shakeHands(worker: Worker, { timeoutMs, signal }: HandshakeOptions): Promise<void> {
  const listening = new AbortController()
  const greeted = new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(why))
    const timer = setTimeout(() => fail('The worker did not answer.'), timeoutMs)
    const until = { signal: listening.signal }
    until.signal.addEventListener('abort', () => clearTimeout(timer))
    signal.addEventListener('abort', () => reject(signal.reason), until)
    worker.addEventListener(
      'error',
      (event) => {
        // Handled here: no business of the app's error log.
        event.preventDefault()
        fail('The worker could not start.')
      },
      until,
    )
    worker.addEventListener('messageerror', () => fail('The worker could not be understood.'), until)
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<InspectReply>) => {
        if (data.kind !== 'ready') return
        if (data.version === protocolVersion) resolve()
        else fail('The worker comes from another release.')
      },
      until,
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage({ kind: 'hello' })
  })
  return greeted.finally(() => listening.abort())
}

function toChannel(worker: Worker, engine: InspectEngine): Channel {
  const listening = new AbortController()
  const until = { signal: listening.signal }
  return {
    engine,
    canKill: true,
    listen({ onReply, onCrash }) {
      worker.addEventListener('message', ({ data }: MessageEvent<InspectReply>) => onReply(data), until)
      worker.addEventListener('messageerror', onCrash, until)
      worker.addEventListener(
        'error',
        (event) => {
          event.preventDefault()
          onCrash()
        },
        until,
      )
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    post: (request) => worker.postMessage(request),
    end() {
      listening.abort()
      worker.terminate()
    },
  }
}
