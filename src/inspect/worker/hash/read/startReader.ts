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

/** Null where no worker can be created. */
export type StartReader = () => BlobReader | null

/**
 * Starts the file of this worker once more, as the thread that reads. A worker out of a blob has none: the URL of its file
 * is gone.
 */
export const startReader: StartReader = () => {
  const worker = createWorker()
  if (!worker) return null
  // Whoever would read with it goes on alone, so the app's error log need not hear of it.
  worker.addEventListener('error', (event) => event.preventDefault())
  const post = (message: InspectRequest | ReadRequest, moved: Transferable[] = []): void =>
    worker.postMessage(message, moved)
  const replies: ReadReply[] = []
  let isReady = false
  let wake = (): void => undefined
  worker.addEventListener('message', ({ data }: MessageEvent<InspectReply | ReadReply>) => {
    if (data.kind === 'chunk' || data.kind === 'unreadable') {
      replies.push(data)
      wake()
      // After a new deployment the file may be that of another release.
    } else isReady ||= data.kind === 'ready' && data.version === protocolVersion
  })
  post({ kind: 'hello' })
  return {
    get isReady() {
      return isReady
    },
    open(blob, start) {
      post({ kind: 'read', blob, start })
      return {
        async next() {
          for (;;) {
            const reply = replies.shift()
            if (reply) return toChunk(reply)
            await new Promise<void>((resolve) => (wake = resolve))
          }
        },
        reuse: (buffer) => post({ kind: 'reuse', buffer }, [buffer]),
        close: () => worker.terminate(),
      }
    },
    stop: () => worker.terminate(),
  }
}

function createWorker(): Worker | null {
  const { href, protocol } = globalThis.location
  if (protocol === 'blob:') return null
  try {
    return new Worker(href, { type: 'module' })
  } catch {
    return null
  }
}
