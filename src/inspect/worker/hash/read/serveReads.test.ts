import { describe, expect, it, vi } from 'vitest'
import { patternBytes } from '../../../../../test/inspect/patternBytes.js'
import { TimeLimitError } from '../../../../shared/loading/limitTime.js'
import { chunkBytes } from './openBlob.js'
import { type ReadReply, toChunk } from './read.messages.js'
import { serveReads } from './serveReads.js'

const content = patternBytes(20 * chunkBytes + 77)

/** What was sent, and a function that returns the buffers of it. */
function setUp() {
  const replies: ReadReply[] = []
  const receive = serveReads((reply, moved) => replies.push(structuredClone(reply, { transfer: moved })))
  return { replies, receive }
}

const sizes = (replies: readonly ReadReply[]): number[] => replies.map((reply) => toChunk(reply).length)

describe('serveReads', () => {
  it('sends what comes after the start, and an empty chunk at the end', async () => {
    const { replies, receive } = setUp()
    receive({ kind: 'read', blob: new Blob([content]), start: 17 * chunkBytes })
    await vi.waitFor(() => expect(sizes(replies)).toEqual([chunkBytes, chunkBytes, chunkBytes, 77, 0]))
    const sent = Buffer.concat(replies.map((reply) => toChunk(reply)))
    expect(sent.equals(content.subarray(17 * chunkBytes))).toBe(true)
  })

  it('waits while eight chunks have not come back', async () => {
    const { replies, receive } = setUp()
    receive({ kind: 'read', blob: new Blob([content]), start: 0 })
    await vi.waitFor(() => expect(replies).toHaveLength(8))
    const { buffer } = toChunk(replies[0] as ReadReply)
    receive({ kind: 'reuse', buffer: structuredClone(buffer, { transfer: [buffer] }) })
    await vi.waitFor(() => expect(replies).toHaveLength(9))
    await new Promise((resolve) => setImmediate(resolve))
    expect(replies).toHaveLength(9)
    const ninth = toChunk(replies[8] as ReadReply)
    expect(Buffer.from(ninth).equals(content.subarray(8 * chunkBytes, 9 * chunkBytes))).toBe(true)
  })

  it.each([new DOMException('The file has gone.', 'NotReadableError'), new TimeLimitError('There was no answer.')])(
    'sends the failure %s',
    async (error) => {
      const { replies, receive } = setUp()
      const stream = (): ReadableStream => new ReadableStream({ type: 'bytes', pull: () => Promise.reject(error) })
      receive({ kind: 'read', blob: Object.assign(new Blob([content]), { stream }), start: 0 })
      await vi.waitFor(() => expect(replies).toHaveLength(1))
      const { name, message } = error
      expect(replies).toEqual([{ kind: 'unreadable', cause: { name, message } }])
    },
  )
})
