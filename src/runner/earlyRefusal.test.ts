import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import type { SendOutcome } from '../contract/ports/transport.js'

/** How a browser that shows no early answer tells of one. */
const unseen = (reason: 'blocked' | 'network'): SendOutcome => ({
  kind: 'no-answer',
  reason,
  sentBytes: 0,
  mayBeRefused: true,
})

describe('a connection that breaks where storage may have refused the file unseen', () => {
  it('is answered with a new ticket, under which the file arrives', async () => {
    const { uploader, backend, transport, clock } = setUpEngine({ transport: { outcomes: [unseen('blocked')] } })
    uploader.add([createFakeFile('large.bin')])
    await clock.advance(30_000)
    expect(uploader.getSnapshot().totals).toMatchObject({ done: 1, failed: 0 })
    expect(backend.callsOf('ticket')).toHaveLength(2)
    expect(transport.requests).toHaveLength(2)
  })

  it('ends after one new ticket at a storage that took no byte before, and blames no rule alone', async () => {
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

  it('is no outage before a new ticket was tried, and holds up no other file', async () => {
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

  it('keeps its second ticket while the connection goes on breaking', async () => {
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
