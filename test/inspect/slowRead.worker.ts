import { chunkBytes } from '../../src/inspect/worker/hash/read/openBlob.js'
import { serveInWorker } from '../../src/inspect/worker/serveInWorker.js'

/** Tells this worker to read slowly. Those that it starts read as fast as they can. */
export const slowDown = 'slow-down'

/** Hears of each worker that a slow one has started. */
export const startedChannel = 'started-readers'

/** Those that this worker has started and that have not answered yet. */
let unanswered = 0

addEventListener('message', (event: MessageEvent) => {
  if (event.data !== slowDown) return
  event.stopImmediatePropagation()
  Blob.prototype.stream = readSlowly
  const NestedWorker = globalThis.Worker
  globalThis.Worker = class extends NestedWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      unanswered++
      this.addEventListener('message', () => unanswered--, { once: true })
      const channel = new BroadcastChannel(startedChannel)
      channel.postMessage(String(url))
      channel.close()
    }
  }
})
serveInWorker()

/** Waits a little before each chunk and, after a worker was started, until it has answered. */
function readSlowly(this: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  let offset = 0
  const pull = async (controller: ReadableByteStreamController): Promise<void> => {
    do await new Promise((resolve) => setTimeout(resolve, 2))
    while (unanswered > 0)
    const { byteLength = chunkBytes } = controller.byobRequest?.view ?? {}
    const chunk = new Uint8Array(await this.slice(offset, offset + byteLength).arrayBuffer())
    offset += chunk.length
    if (chunk.length > 0) return controller.enqueue(chunk)
    controller.close()
    controller.byobRequest?.respond(0)
  }
  return new ReadableStream({ type: 'bytes', pull }, { highWaterMark: 0 })
}
