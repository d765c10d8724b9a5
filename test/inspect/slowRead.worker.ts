import { chunkBytes } from '../../src/inspect/worker/hash/read/openBlob.js'
import { readChunks } from '../../src/inspect/worker/hash/read/readChunks.js'
import { type BlobReader, startReader } from '../../src/inspect/worker/hash/read/startReader.js'
import { serveInWorker } from '../../src/inspect/worker/serveInWorker.js'

/** Asks for a blob to be read whose stream is slow in this worker, though not in another one. */
export interface SlowRead {
  readonly kind: 'slow-read'
  readonly blob: Blob
}

export interface SlowReadResult {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How many of them this worker has read itself. */
  readonly ownBytes: number
  readonly total: number
}

addEventListener('message', (event: MessageEvent<SlowRead>) => {
  if (event.data.kind !== 'slow-read') return
  event.stopImmediatePropagation()
  void read(event.data.blob)
})
serveInWorker()

async function read(blob: Blob): Promise<void> {
  const bytes = new Uint8Array(blob.size)
  let taken = 0
  let ownBytes = 0
  let reader: BlobReader | null = null

  /** Waits a little before each chunk, and before the one after a reader was started until that one has answered. */
  const pull = async (controller: ReadableByteStreamController): Promise<void> => {
    do await new Promise((resolve) => setTimeout(resolve, 2))
    while (reader && !reader.isReady)
    const chunk = new Uint8Array(await blob.slice(ownBytes, ownBytes + chunkBytes).arrayBuffer())
    ownBytes += chunk.length
    if (chunk.length > 0) return controller.enqueue(chunk)
    controller.close()
    controller.byobRequest?.respond(0)
  }
  // A clone of a blob, which another worker gets, has nothing of this.
  const slow = Object.assign(blob, { stream: () => new ReadableStream({ type: 'bytes', pull }, { highWaterMark: 0 }) })
  const take = async (chunk: Uint8Array): Promise<void> => {
    bytes.set(chunk, taken)
    taken += chunk.length
  }
  const total = await readChunks(slow, take, () => (reader = startReader()))
  const result: SlowReadResult = { bytes, ownBytes, total }
  const post = postMessage as (message: SlowReadResult, moved: Transferable[]) => void
  post(result, [bytes.buffer])
}
