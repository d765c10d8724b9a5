import { type InspectReply, type InspectRequest, protocolVersion } from '../../../inspect.messages.js'
import type { ChunkSource } from './ChunkSource.js'
import { type ReadReply, type ReadRequest, toChunk } from './read.messages.js'

/** Another thread, which can read a blob while this one works on what has been read. */
export interface BlobReader {
  /** Whether it has answered. It never does where a content policy forbids it. */
  readonly isReady: boolean
  /** Reads the blob from `start`, a multiple of `chunkBytes`. Called at most once, when the reader is ready. */
  open(blob: Blob, start: number): ChunkSource
  stop(): void
}

/** Returns null where no reader can be started. */
export type StartReader = () => BlobReader | null

/**
 * Returns a function that starts the file of this worker once more, as the thread that reads. It tries no more after a
 * reader has failed, so that a policy which forbids workers is violated once and not with each file. A worker from a
 * `blob:` URL has no reader, because that URL has been revoked.
 */
export function createStartReader(): StartReader {
  let hasFailed = globalThis.location.protocol === 'blob:'
  const onFailure = (): void => void (hasFailed = true)
  return () => {
    if (hasFailed) return null
    try {
      return readWith(new Worker(globalThis.location.href, { type: isModule() ? 'module' : 'classic' }), onFailure)
    } catch {
      onFailure()
      return null
    }
  }
}

/** Bundlers may turn a module worker into a classic one. In a module, `importScripts` throws. */
function isModule(): boolean {
  try {
    ;(globalThis as { importScripts?: () => void }).importScripts?.()
    return false
  } catch {
    return true
  }
}

function readWith(worker: Worker, onFailure: () => void): BlobReader {
  const replies: ReadReply[] = []
  let isReady = false
  let hasEnded = false
  let wake = (): void => undefined
  const onEnd = (event: Event): void => {
    // This thread goes on alone, so the app's error log need not hear of it.
    event.preventDefault()
    onFailure()
    hasEnded = true
    wake()
  }
  worker.addEventListener('error', onEnd)
  worker.addEventListener('messageerror', onEnd)
  worker.addEventListener('message', ({ data }: MessageEvent<InspectReply | ReadReply>) => {
    if (data.kind === 'chunk' || data.kind === 'unreadable') {
      replies.push(data)
      wake()
      // After a new deployment the file may be that of another release.
    } else isReady = data.kind === 'ready' && data.version === protocolVersion
  })
  const post = (message: InspectRequest | ReadRequest, moved: Transferable[] = []): void =>
    worker.postMessage(message, moved)
  const stop = (): void => worker.terminate()
  post({ kind: 'hello' })
  return {
    get isReady() {
      return isReady && !hasEnded
    },
    open(blob, start) {
      post({ kind: 'read', blob, start })
      return {
        async next() {
          for (;;) {
            const reply = replies.shift()
            if (reply) return toChunk(reply)
            if (hasEnded) return null
            await new Promise<void>((resolve) => (wake = resolve))
          }
        },
        reuse: (buffer) => post({ kind: 'reuse', buffer }, [buffer]),
        close: stop,
      }
    },
    stop,
  }
}
