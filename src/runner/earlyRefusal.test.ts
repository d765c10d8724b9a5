import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import type { SendOutcome } from '../contract/ports/transport.js'

/** How a browser that hides an early answer reports the transfer. */
const unseen = (reason: 'blocked' | 'network'): SendOutcome => ({
  kind: 'no-answer',
  reason,
  sentBytes: 0,
  mayBeRefused: true,
})

describe('a connection that breaks when storage may have refused the file early', () => {
  it('leads to a new ticket, with which the file is stored', async () => {
    const { uploader, backend, transport, clock } = setUpEngine({ transport: { outcomes: [unseen('blocked')] } })
    uploader.add([createFakeFile('large.bin')])
    await clock.advance(30_000)
    expect(uploader.getSnapshot().totals).toMatchObject({ done: 1, failed: 0 })
    expect(backend.callsOf('ticket')).toHaveLength(2)
    expect(transport.requests).toHaveLength(2)
  })

  it('fails after one new ticket if storage has never accepted a byte, and names several causes', async () => {
    const { uploader, backend, transport, clock } = setUpEngine({
      transport: { outcomes: () => unseen('blocked') },
    })
    uploader.add([createFakeFile('large.bin')])
    await clock.advance(60_000)
    const [upload] = uploader.getSnapshot().uploads
    expect(upload).toMatchObject({
      status: 'failed',
      error: { code: 'storage-unreachable', retry: { when: 'by-hand', from: 'ticket' } },
    })
    expect(upload?.status === 'failed' && upload.error.message).not.toContain('CORS')
    expect(backend.callsOf('ticket')).toHaveLength(2)
    expect(transport.requests).toHaveLength(2)
  })

  it('is not an outage before a new ticket has been tried, and delays no other file', async () => {
    let isRefused = false
    const { uploader, backend, clock } = setUpEngine({
      transport: {
        outcomes: ({ fileName }) => {
          if (fileName !== 'large.bin' || isRefused) return undefined
          isRefused = true
          return unseen('network')
        },
      },
    })
    uploader.add([createFakeFile('first.bin')])
    await clock.advance(1000)
    uploader.add([createFakeFile('large.bin'), createFakeFile('other.bin')])
    await clock.advance(5000)
    expect(uploader.getSnapshot().totals).toMatchObject({ done: 3, failed: 0 })
    expect(backend.callsOf('ticket')).toHaveLength(4)
  })

  it('keeps its second ticket while the connection keeps breaking', async () => {
    let sends = 0
    const { uploader, backend, transport, clock } = setUpEngine({
      transport: { outcomes: () => ((sends += 1) < 5 ? unseen('network') : undefined) },
    })
    uploader.add([createFakeFile('large.bin')])
    await clock.advance(120_000)
    expect(uploader.getSnapshot().totals).toMatchObject({ done: 1, failed: 0 })
    expect(transport.requests).toHaveLength(5)
    expect(backend.callsOf('ticket')).toHaveLength(2)
  })
})
