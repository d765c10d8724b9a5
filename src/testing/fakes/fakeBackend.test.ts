import { describe, expect, it } from 'vitest'
import type { CallContext, TicketRequest } from '../../contract/backend.js'
import { createFakeBackend } from './fakeBackend.js'
import { createFakeClock } from './fakeClock.js'
import { fakeDigest } from './fakeDigest.js'
import { createFakeFile } from './fakeFile.js'
import { createFakeInspector } from './fakeInspector.js'
import { createFakeTransport } from './fakeTransport.js'

const context = (signal: AbortSignal = new AbortController().signal): CallContext => ({
  signal,
  attempt: 1,
  keepalive: false,
  idempotencyKey: 'key',
})

const request = (id: string, content = id): TicketRequest => ({
  id,
  name: `${id}.txt`,
  size: content.length,
  type: 'text/plain',
  digest: fakeDigest(new TextEncoder().encode(content)),
  metadata: {},
})

describe('createFakeBackend', () => {
  it('issues a ticket, registers the file and answers "existing" to the same bytes', async () => {
    const backend = createFakeBackend()
    const ticket = await backend.requestTicket(request('a'), context())
    expect(ticket).toMatchObject({ kind: 'put', reference: { key: 'key-a' } })

    const file = await backend.confirm({ request: request('a'), reference: { key: 'key-a' }, receipt: null }, context())
    expect(backend.files).toEqual([file])
    const again = { ...request('b', 'a'), name: request('a').name }
    expect(await backend.requestTicket(again, context())).toEqual({ kind: 'existing', file })
    expect(backend.callsOf('ticket').map(({ ids, outcome }) => [...ids, outcome])).toEqual([
      ['a', 'answered'],
      ['b', 'answered'],
    ])
  })

  it('answers "stored" to the same bytes with other metadata, and keeps both files', async () => {
    const backend = createFakeBackend()
    await backend.confirm({ request: request('a'), reference: { key: 'key-a' }, receipt: null }, context())
    const other = { ...request('b', 'a'), metadata: { alt: 'The harbour' } }
    const answer = await backend.requestTicket(other, context())
    expect(answer).toEqual({ kind: 'stored', reference: { key: 'key-b' } })
    await backend.confirm({ request: other, reference: { key: 'key-b' }, receipt: null }, context())
    expect(backend.files).toHaveLength(2)
  })

  it('fails the call that the script names, before or after its work', async () => {
    const backend = createFakeBackend({
      fail: {
        ticket: [{ nth: 1, error: new Error('no') }],
        confirm: [{ nth: 1, error: () => new Error('lost'), isAnswerLost: true }],
      },
    })
    await expect(backend.requestTicket(request('a'), context())).rejects.toThrow('no')
    await expect(backend.requestTicket(request('a'), context())).resolves.toMatchObject({ kind: 'put' })
    await expect(backend.confirm({ request: request('a'), reference: null, receipt: null }, context())).rejects.toThrow(
      'lost',
    )
    expect(backend.files).toHaveLength(1)
  })

  it('fails one member of a gathered call alone', async () => {
    const backend = createFakeBackend({ gathers: true, fail: { ticket: [{ fileName: 'b.txt', error: 'no' }] } })
    const answers = await backend.requestTickets?.([request('a'), request('b')], context())
    expect(answers).toMatchObject([{ kind: 'put' }, { kind: 'failed', error: 'no' }])
    expect(backend.calls).toMatchObject([{ name: 'ticket', ids: ['a', 'b'], outcome: 'answered' }])
  })

  it('lists files in pages, and returns a new URL each time', async () => {
    const files = ['1', '2', '3'].map((id) => ({ id }))
    const backend = createFakeBackend({ files, url: (id, issue) => `https://x.invalid/${id}?${issue}` })
    const first = await backend.list?.({ cursor: null, limit: 2 }, context())
    expect(first?.files.map(({ id }) => id)).toEqual(['1', '2'])
    const second = await backend.list?.({ cursor: first?.nextCursor ?? null, limit: 2 }, context())
    expect(second).toEqual({ files: [{ id: '3', url: 'https://x.invalid/3?1' }], nextCursor: null })
    expect(await backend.get?.('3', context())).toEqual({ id: '3', url: 'https://x.invalid/3?2' })
  })

  it('stops waiting when the call is cancelled', async () => {
    const backend = createFakeBackend({ latencyMs: 60_000 })
    const controller = new AbortController()
    const call = backend.requestTicket(request('a'), context(controller.signal))
    controller.abort()
    await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(backend.calls).toMatchObject([{ outcome: 'cancelled' }])
  })
})

describe('createFakeTransport', () => {
  it('sends bytes at its speed on a fake clock, with progress', async () => {
    const clock = createFakeClock()
    const transport = createFakeTransport({ bytesPerSecond: 100, clock })
    const backend = createFakeBackend()
    const ticket = await backend.requestTicket(request('a'), context())
    if (ticket.kind !== 'put') throw new Error('expected a PUT ticket')
    const body = createFakeFile('a.txt', 'x'.repeat(20))
    const progress: number[] = []
    const { signal } = new AbortController()
    const sending = transport.send(
      { ...ticket, body, fileName: 'a.txt' },
      { signal, onProgress: (sent) => progress.push(sent) },
    )
    await clock.advance(100)
    expect(progress).toEqual([5, 10])
    await clock.advance(100)
    expect(progress).toEqual([5, 10, 15, 20])
    const inspection = await createFakeInspector().inspect(body, { digest: 'md5', signal, onProgress: () => {} })
    expect(await sending).toEqual({ kind: 'stored', receipt: { status: 200, etag: inspection.digest?.hex } })
    expect(transport.objects.get(ticket.url)).toBe(body)
  })

  it('ends as the script says', async () => {
    const transport = createFakeTransport({ outcomes: [{ kind: 'refused', refusal: { status: 403 } }] })
    const ticket = await createFakeBackend().requestTicket(request('a'), context())
    if (ticket.kind !== 'put') throw new Error('expected a PUT ticket')
    const progress: number[] = []
    const outcome = await transport.send(
      { ...ticket, body: createFakeFile('a', '1234'), fileName: 'a' },
      { signal: new AbortController().signal, onProgress: (sent) => progress.push(sent) },
    )
    expect(outcome).toMatchObject({ kind: 'refused' })
    expect(progress).toEqual([2])
    expect(transport.objects.size).toBe(0)
  })
})

describe('the fake backend with edits', () => {
  it('changes and deletes files, and forgets what it knew of their uploads', async () => {
    const backend = createFakeBackend({ edits: true, files: [{ id: 'a', name: 'a.txt', alt: 'b' }] })
    expect(await backend.updateFile?.('a', { alt: '' }, context())).toEqual({ id: 'a', name: 'a.txt' })
    await expect(backend.updateFile?.('none', {}, context())).rejects.toMatchObject({ status: 404 })
    await backend.deleteFile?.('a', context())
    await backend.deleteFile?.('a', context())
    expect(backend.files).toEqual([])
    expect(backend.callsOf('delete').map(({ ids }) => ids)).toEqual([['a'], ['a']])
    expect(createFakeBackend()).not.toHaveProperty('deleteFile')
  })
})
