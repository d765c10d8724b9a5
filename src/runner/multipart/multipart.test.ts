import { describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { StoredUpload, UploadBackend } from '../../contract/backend.js'

const mebibyte = 1024 ** 2
const bigFile = (fill = 0) => createFakeFile('big.bin', new Uint8Array(12 * mebibyte).fill(fill, 0, 1))

function setUp({ backend, transport, ...rest }: EngineSetup = {}): EngineUnderTest {
  return setUpEngine({
    backend: { ticketKind: 'multipart', ...backend },
    transport: { bytesPerSecond: 5 * mebibyte, ...transport },
    ...rest,
  })
}

const numbersSent = ({ transport }: EngineUnderTest) =>
  transport.requests.map(({ url }) => Number(url.match(/\/(\d+)\?/)?.[1]))
const serverError = { kind: 'refused', refusal: { status: 500, code: 'InternalError' } } as const

function changeCalls(all: EngineUnderTest, calls: Partial<MultipartCalls>, more: Partial<UploadBackend> = {}): void {
  const multipart = { ...all.backend.multipart, ...calls } as MultipartCalls
  all.uploader.setOptions({ backend: { ...all.backend, ...more, multipart } })
}

const ascending = (a: number, b: number) => a - b
const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]

describe('an upload in parts', () => {
  it('is sent in parts, completed and confirmed', async () => {
    const all = setUp()
    all.uploader.add([bigFile()])
    await all.clock.advance(10_000)
    expect(shown(all)).toMatchObject({ status: 'done', outcome: 'uploaded', sentBytes: 12 * mebibyte })
    expect(numbersSent(all).toSorted(ascending)).toEqual([1, 2, 3])
    expect([...all.transport.objects.values()].map(({ size }) => size / mebibyte).toSorted(ascending)).toEqual([
      2, 5, 5,
    ])
    expect(all.backend.calls.map(({ name }) => name)).toEqual(['ticket', 'signParts', 'complete', 'confirm'])
  })

  it('sends several parts at once while no other file waits for a transfer slot', async () => {
    const alone = setUp()
    alone.uploader.add([bigFile()])
    await alone.clock.advance(300)
    expect(alone.transport.running).toBe(3)

    const crowded = setUp()
    crowded.uploader.add([1, 2, 3, 4].map(bigFile))
    await crowded.clock.advance(500)
    expect(crowded.transport.running).toBe(3)
    expect(numbersSent(crowded)).toEqual([1, 1, 1])
    await crowded.clock.advance(60_000)
    expect(crowded.uploader.getSnapshot().totals.done).toBe(4)
  })

  it('ends if storage always loses the parts and one part always fails', async () => {
    const all = setUp({
      transport: { outcomes: ({ url }) => (url.includes('/2?') ? serverError : undefined) },
    })
    changeCalls(all, { listParts: () => Promise.resolve({ kind: 'open', parts: [] }) })
    all.uploader.add([bigFile()])
    await all.clock.advance(400_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'storage-error', retry: { when: 'by-hand' } } })
    expect(numbersSent(all).length).toBeLessThanOrEqual(18)
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'ok'],
    ['no status', { etag: '"a"' }],
  ])('refuses a receipt that is %s', async (_, receipt) => {
    const all = setUp()
    changeCalls(all, { complete: () => Promise.resolve(receipt as never) })
    all.uploader.add([bigFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'answer-malformed' } })
    expect(all.backend.callsOf('confirm')).toEqual([])
  })

  it('passes on only the status and the bare ETag of a receipt, and fails without an ETag that the API needs', async () => {
    const confirm = vi.fn((stored: StoredUpload) => Promise.resolve({ id: stored.request.id }))
    const told = { status: 200, etag: 'W/"abc-3"', location: 'https://storage.example/?X-Amz-Signature=SENTINEL' }
    const all = setUp()
    changeCalls(all, { complete: () => Promise.resolve(told) }, { confirm })
    all.uploader.add([bigFile()])
    await all.clock.advance(10_000)
    expect(confirm.mock.lastCall?.[0].receipt).toEqual({ status: 200, etag: 'abc-3' })

    const strict = setUp({ backend: { needsEtag: true } })
    changeCalls(strict, { complete: () => Promise.resolve({ status: 200, etag: null }) })
    strict.uploader.add([bigFile()])
    await strict.clock.advance(100_000)
    expect(shown(strict)).toMatchObject({ status: 'failed', error: { code: 'etag-hidden' } })
  })

  it('abandons the object that may exist if it is cancelled while its parts are being completed', async () => {
    const all = setUp()
    changeCalls(all, { complete: () => new Promise(() => {}) })
    all.uploader.add([bigFile()])
    await all.clock.advance(10_000)
    all.uploader.cancel('all')
    await all.clock.advance(100)
    expect(shown(all)?.status).toBe('cancelled')
    expect([all.backend.callsOf('abort').length, all.backend.callsOf('abandon').length]).toEqual([1, 1])
  })

  it('sends again only the part that failed', async () => {
    let failures = 0
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 10 } as const
    const all = setUp({
      transport: { outcomes: ({ url }) => (url.includes('/2?') && failures++ === 0 ? broken : undefined) },
    })
    all.uploader.add([bigFile()])
    await all.clock.advance(30_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(numbersSent(all).toSorted(ascending)).toEqual([1, 2, 2, 3])
    expect(all.backend.callsOf('listParts')).toHaveLength(1)
  })

  it('keeps the uploaded parts during a pause, and then sends only the rest', async () => {
    const all = setUp({ options: { concurrency: { sending: 1 } } })
    all.uploader.add([bigFile()])
    await all.clock.advance(1500)
    all.uploader.pause('all')
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'paused', at: 'sending' })
    expect(all.backend.callsOf('abort')).toEqual([])
    all.uploader.resume('all')
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(numbersSent(all)).toEqual([1, 2, 2, 3])
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
  })

  it('confirms the file if storage has completed the parts although the answer was lost', async () => {
    const lost = { nth: 1, isAnswerLost: true, error: () => Object.assign(new Error('gone'), { status: 502 }) }
    const all = setUp({ backend: { fail: { complete: [lost] } } })
    all.uploader.add([bigFile()])
    await all.clock.advance(30_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(3)
    expect(all.backend.callsOf('complete')).toHaveLength(1)
  })

  it.each(['signParts', 'complete'] as const)('keeps its parts when the backend refuses %s', async (name) => {
    const error = () => Object.assign(new Error('no'), { status: 403 })
    const all = setUp({ backend: { fail: { [name]: [{ nth: 1, error }] } } })
    all.uploader.add([bigFile()])
    await all.clock.advance(30_000)
    expect(shown(all)).toMatchObject({
      status: 'failed',
      error: { code: 'forbidden', retry: { when: 'by-hand', from: 'call' } },
    })
    all.uploader.retry('all')
    await all.clock.advance(30_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(numbersSent(all)).toHaveLength(3)
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
  })

  it('starts again if storage has dropped the parts', async () => {
    const unknown = { kind: 'refused', refusal: { status: 404, code: 'NoSuchUpload' } } as const
    const all = setUp({ transport: { outcomes: (_, nth) => (nth === 0 ? unknown : undefined) } })
    vi.spyOn(all.backend.multipart as MultipartCalls, 'listParts').mockResolvedValueOnce({ kind: 'gone' })
    all.uploader.add([bigFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.backend.callsOf('ticket')).toHaveLength(2)
  })

  it('aborts the parts when it is cancelled', async () => {
    const all = setUp()
    all.uploader.add([bigFile()])
    await all.clock.advance(500)
    all.uploader.cancel('all')
    await all.clock.advance(1000)
    expect(all.backend.callsOf('abort')).toHaveLength(1)
    expect(all.backend.callsOf('abandon')).toEqual([])
    expect(all.transport.running).toBe(0)
  })

  it('never lets its progress decrease', async () => {
    const all = setUp({ transport: { outcomes: [undefined, { kind: 'no-answer', reason: 'stalled', sentBytes: 1 }] } })
    const seen: number[] = []
    all.uploader.subscribe(() => seen.push(shown(all)?.sentBytes ?? 0))
    all.uploader.add([bigFile()])
    await all.clock.advance(60_000)
    expect(seen).toEqual(seen.toSorted(ascending))
    expect(seen.at(-1)).toBe(12 * mebibyte)
  })

  it('fails with a clear error if the backend has no calls for parts', async () => {
    const all = setUp({ backend: {} })
    Object.assign(all.backend, { multipart: undefined })
    all.uploader.add([bigFile()])
    await all.clock.advance(1000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'ticket-unusable' } })
  })

  it('signs as many parts ahead as will be sent before their URLs expire', async () => {
    const all = setUp({ backend: { ticketExpiresInSeconds: 60 }, options: { concurrency: { sending: 1 } } })
    all.uploader.add([createFakeFile('long.bin', new Uint8Array(60 * mebibyte))])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.backend.callsOf('signParts')).toHaveLength(2)
  })
})

describe('an upload in parts whose file was changed halfway, and is picked again', () => {
  it('sends every part of a file that no digest identifies, and abandons the parts of the old one', async () => {
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    let isEdited = false
    const all = setUp({
      backend: { digest: null },
      transport: { outcomes: (_, nth) => (nth === 1 ? broken : undefined) },
      inspector: { condition: () => (isEdited ? 'changed' : 'readable') },
      options: { concurrency: { sending: 1 } },
    })
    const [id = ''] = all.uploader.add([bigFile(1)]).accepted
    await all.clock.advance(1_500)
    isEdited = true
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'file-changed' } })
    isEdited = false
    const before = numbersSent(all).length
    expect(await all.uploader.provideFile(id, bigFile(2))).toBe(true)
    await all.clock.advance(60_000)
    expect(shown(all)?.status).toBe('done')
    expect(numbersSent(all).slice(before)).toEqual([1, 2, 3])
    expect(all.backend.callsOf('abort')).toHaveLength(1)
  })
})
