import { describeCause } from '../../InspectionFailure.js'
import { chunkBytes, openBlob } from './openBlob.js'
import type { ReadReply, ReadRequest } from './read.messages.js'

/** Enough that neither side waits for a message. */
const mostBytesAhead = 8 * chunkBytes

/**
 * The thread that reads. It sends chunk after chunk, and waits while too many bytes have not come back. It reads one blob
 * in its life.
 */
export function serveReads(post: (reply: ReadReply, moved: Transferable[]) => void): (request: ReadRequest) => void {
  const returned: ArrayBuffer[] = []
  let bytesAhead = 0
  let wake = (): void => undefined

  const send = async (blob: Blob, start: number): Promise<void> => {
    const source = openBlob(blob, start)
    for (;;) {
      const chunk = (await source.next()) ?? new Uint8Array()
      const isEnd = chunk.length === 0
      bytesAhead += chunk.buffer.byteLength
      post({ kind: 'chunk', chunk }, [chunk.buffer])
      if (isEnd) return
      while (bytesAhead >= mostBytesAhead) await new Promise<void>((resolve) => (wake = resolve))
      const buffer = returned.pop()
      if (buffer) source.reuse(buffer)
    }
  }

  return (request) => {
    if (request.kind === 'read') {
      send(request.blob, request.start).catch((error: unknown) =>
        post({ kind: 'unreadable', cause: describeCause(error) }, []),
      )
      return
    }
    returned.push(request.buffer)
    bytesAhead -= request.buffer.byteLength
    wake()
  }
}
