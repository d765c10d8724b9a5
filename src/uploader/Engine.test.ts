import { describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createEngine, type EngineUnderTest, setUpEngine as setUp } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'
import { createHeldKeys } from '../page/heldKeys.js'
import { createAnsweredServers } from '../page/answeredServers.js'
import { createSlotPool } from '../page/slots.js'
import type { UploadBackend } from '../contract/backend.js'

const oneFile = () => createFakeFile('a.txt', 'hello')

const byHand = { retry: { when: 'by-hand', from: 'call' } } as const
const gathering = new Set(['requestTickets', 'confirmMany'])

/** A ticket call that continues after the uploader has stopped waiting for it. */
function heedNoSignal({ uploader, backend }: EngineUnderTest): void {
  const { signal } = new AbortController()
  uploader.setOptions({
    backend: {
      ...backend,
      requestTicket: (request, context) => backend.requestTicket(request, { ...context, signal }),
    },
  })
}

function refuse(): never {
  throw new Error('no')
}
const files = (count: number) => Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`))
const statusOf = ({ uploader }: EngineUnderTest, id: string | undefined) => uploader.getUpload(id ?? '')?.status

const used = () => new UploadError('already-used', 'The ticket has been used.')

describe('the main job', () => {
  it('reads the size of a file once when it is added, because the browser reads it from disk', () => {
    const file = oneFile()
    const size = vi.fn(() => 5)
    Object.defineProperty(file, 'size', { get: size })
    const restrictions = { maxSizeBytes: 9, minSizeBytes: 1, maxTotalBytes: 9 }
    const all = setUp({ options: { restrictions, autoStart: false } })
    all.uploader.add([file])
    expect(all.uploader.getSnapshot().totals.totalBytes).toBe(5)
    expect(size).toHaveBeenCalledOnce()
  })

  it('takes a file through all steps, and ends with the file that the backend has registered', async () => {
    const all = setUp()
    const done = vi.fn()
    all.uploader.on('done', done)
    const { accepted, rejected } = all.uploader.add([oneFile()])
    expect(rejected).toEqual([])
    const settled = all.uploader.whenSettled()
    await all.clock.advance(1000)

    expect((await settled).done).toHaveLength(1)
    const upload = all.uploader.getUpload(accepted[0] ?? '')
    expect(upload).toMatchObject({
      status: 'done',
      outcome: 'uploaded',
      sentBytes: 5,
      stored: { name: 'a.txt', size: 5 },
    })
    expect(done).toHaveBeenCalledExactlyOnceWith({ upload })
    expect(all.transport.requests).toHaveLength(1)
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
    expect(all.backend.callsOf('confirm')).toHaveLength(1)
  })

  it('sends no bytes that the backend already has', async () => {
    const all = setUp({ backend: { existing: () => ({ id: 'known' }) } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'done',
      outcome: 'existing',
      sentBytes: 0,
    })
    expect(all.transport.requests).toHaveLength(0)
    expect(all.backend.callsOf('confirm')).toHaveLength(0)
  })

  it('requests tickets only when a slot is free', async () => {
    const all = setUp({ transport: { bytesPerSecond: 10 } })
    all.uploader.add(files(10))
    await all.clock.advance(100)
    expect(all.backend.callsOf('ticket')).toHaveLength(3)
    expect(all.transport.running).toBe(3)
    await all.clock.advance(10_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(10)
  })

  it('gathers tickets and confirms if the backend supports it', async () => {
    const all = setUp({
      backend: { gathers: true, ticketExpiresInSeconds: 900 },
      options: { concurrency: { inspecting: 100 } },
    })
    all.uploader.add(files(200))
    await all.clock.advance(10_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(200)
    expect(all.backend.callsOf('ticket').length).toBeLessThan(20)
    expect(all.backend.callsOf('confirm').length).toBeLessThan(110)
    expect(Math.max(...all.backend.callsOf('ticket').map(({ ids }) => ids.length))).toBeLessThanOrEqual(100)
  })

  it('delays confirms to gather them only while files are being sent', async () => {
    const all = setUp({
      backend: { gathers: true, ticketExpiresInSeconds: 900 },
      transport: { bytesPerSecond: 1000 },
    })
    // Sent in 500 ms, and the others in 50.
    all.uploader.add([createFakeFile('large.txt', 'x'.repeat(500)), ...files(2)])
    await all.clock.advance(80)
    expect(all.backend.callsOf('confirm')).toHaveLength(0)
    await all.clock.advance(30)
    expect(all.backend.callsOf('confirm').map(({ ids }) => ids.length)).toEqual([2])
    await all.clock.advance(1000)
    expect(all.backend.callsOf('confirm').map(({ ids }) => ids.length)).toEqual([2, 1])
    expect(all.uploader.getSnapshot().totals.done).toBe(3)
    expect(all.clock.pending).toBe(0)
  })

  it.each([
    [0, { digest: 'md5', etagIsMd5: true }],
    [1, { digest: 'md5' }],
    [1, { digest: 'sha-256', etagIsMd5: true }],
  ] as const)('checks the file %i times after sending if the backend says %o', async (times, backend) => {
    const all = setUp({ backend })
    const probe = vi.spyOn(all.inspector, 'probe')
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().totals.done).toBe(1)
    expect(probe).toHaveBeenCalledTimes(times)
  })

  it('frees the transfer slot while it checks whether a file was changed', async () => {
    const all = setUp({ options: { concurrency: { sending: 1 } } })
    const looks: ((condition: 'readable') => void)[] = []
    all.inspector.probe = () => new Promise((resolve) => looks.push(resolve))
    all.uploader.add(files(2))
    await all.clock.advance(100)
    expect(all.transport.requests).toHaveLength(2)
    expect(all.backend.callsOf('confirm')).toHaveLength(0)
    for (const answer of looks) answer('readable')
    await all.clock.advance(100)
    expect(all.uploader.getSnapshot().totals.done).toBe(2)
  })

  it('gathers tickets only for free slots if the expiry is unknown', async () => {
    const all = setUp({ backend: { gathers: true }, transport: { bytesPerSecond: 10 } })
    all.uploader.add(files(10))
    await all.clock.advance(200)
    expect(all.backend.callsOf('ticket').map(({ ids }) => ids.length)).toEqual([3])
  })

  it('fails only the member of a gathered call that the backend refuses', async () => {
    const error = new UploadError('too-large', 'Over the plan.', { status: 413 })
    const all = setUp({ backend: { gathers: true, fail: { ticket: [{ fileName: '1.txt', error }] } } })
    all.uploader.add(files(3))
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual(['done', 'failed', 'done'])
  })

  it('does not wait for a prepare that continues after its file was cancelled', async () => {
    const prepare = vi.fn(() => new Promise<File>(() => {}))
    const all = setUp({ options: { prepare, concurrency: { inspecting: 1 } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(100)
    all.uploader.setOptions({ prepare: (file) => file })
    all.uploader.add([createFakeFile('b.txt', 'other')])
    all.uploader.cancel(accepted)
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual(['cancelled', 'done'])
  })

  it('fails as prepare-failed if prepare gives up by itself, with an AbortError of its own', async () => {
    const prepare = () => Promise.reject(new DOMException('too slow', 'AbortError'))
    const all = setUp({ options: { prepare } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({
      status: 'failed',
      at: 'inspecting',
      error: { code: 'prepare-failed' },
    })
  })

  it('prepares a file, and hashes and sends what that returned', async () => {
    const smaller = createFakeFile('small.txt', 'hi')
    const all = setUp({ options: { prepare: () => smaller } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.inspector.inspected).toEqual([smaller])
    expect(all.transport.requests[0]?.body).toBe(smaller)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ name: 'small.txt', size: 2, status: 'done' })
  })
})

describe('equal content', () => {
  const twice = (name: string, other = name) => [createFakeFile(name, 'same'), createFakeFile(other, 'same')]
  const outcomesOf = ({ uploader }: EngineUnderTest) =>
    uploader.getSnapshot().uploads.map((upload) => upload.status === 'done' && [upload.outcome, upload.stored.name])

  it('shares one transfer, each row with its own result', async () => {
    const all = setUp()
    all.uploader.add(twice('a.txt'))
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(1)
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
    expect(outcomesOf(all)).toEqual([
      ['uploaded', 'a.txt'],
      ['existing', 'a.txt'],
    ])
  })

  it('shares one transfer under two names, and leaves it to the backend whether they are one file', async () => {
    const all = setUp()
    all.uploader.add(twice('a.txt', 'b.txt'))
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(1)
    expect(outcomesOf(all)).toEqual([
      ['uploaded', 'a.txt'],
      ['uploaded', 'b.txt'],
    ])
    const keepsNoNames = setUp({
      backend: { existing: ({ name }) => (name === 'b.txt' ? { id: '1', name: 'a.txt' } : undefined) },
    })
    keepsNoNames.uploader.add(twice('a.txt', 'b.txt'))
    await keepsNoNames.clock.advance(1000)
    expect(keepsNoNames.transport.requests).toHaveLength(1)
    expect(outcomesOf(keepsNoNames)).toEqual([
      ['uploaded', 'a.txt'],
      ['existing', 'a.txt'],
    ])
  })

  it('shares no transfer if the metadata differs', async () => {
    const all = setUp()
    for (const [index, file] of twice('a.txt').entries()) all.uploader.add([file], { metadata: { album: index } })
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(2)
    expect(all.backend.callsOf('confirm')).toHaveLength(2)
  })

  it('sends both if the backend does not share files', async () => {
    const all = setUp({ backend: { sharesFiles: false } })
    all.uploader.add([createFakeFile('a.txt', 'same'), createFakeFile('b.txt', 'same')])
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(2)
  })

  it.each(['cancel', 'pause', 'remove'] as const)(
    'lets the duplicate send its bytes after %s of the leader',
    async (command) => {
      const all = setUp({ transport: { bytesPerSecond: 4 } })
      const { accepted } = all.uploader.add([createFakeFile('a.txt', 'same'), createFakeFile('b.txt', 'same')])
      await all.clock.advance(100)
      const [leader = '', twin = ''] = accepted
      expect(all.uploader.getUpload(twin)).toMatchObject({ status: 'queued', twinOf: leader })
      all.uploader[command](leader)
      await all.clock.advance(3000)
      expect(all.uploader.getUpload(twin)).toMatchObject({ status: 'done', outcome: 'uploaded' })
    },
  )
})

describe('cancel, pause, retry and remove', () => {
  it.each([
    ['inspecting', { inspector: { latencyMs: 1000 } }],
    ['requesting', { backend: { latencyMs: 1000 } }],
    ['sending', { transport: { bytesPerSecond: 5 } }],
  ] as const)('cancels while %s, and nothing is registered', async (status, setup) => {
    const all = setUp(setup)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(300)
    expect(statusOf(all, accepted[0])).toBe(status)
    const cancelled = vi.fn()
    all.uploader.on('cancelled', cancelled)
    all.uploader.cancel('all')
    await all.clock.advance(5000)
    expect(statusOf(all, accepted[0])).toBe('cancelled')
    all.uploader.remove('all')
    await all.clock.advance(100)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(all.backend.files).toEqual([])
    expect(all.transport.running).toBe(0)
    expect(all.backend.callsOf('abandon')).toHaveLength(status === 'sending' ? 1 : 0)
  })

  it.each([
    ['inspecting', { inspector: { latencyMs: 1000 } }],
    ['requesting', { backend: { latencyMs: 1000 } }],
    ['sending', { transport: { bytesPerSecond: 5 } }],
  ] as const)('pauses while %s, and continues afterwards', async (status, setup) => {
    const all = setUp(setup)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(300)
    all.uploader.pause('all')
    await all.clock.advance(5000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'paused', by: 'user', at: status })
    expect((await all.uploader.whenSettled()).paused).toHaveLength(1)
    all.uploader.resume('all')
    await all.clock.advance(10_000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('uses the same ticket after a pause unless it is single-use', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    all.uploader.add([oneFile()])
    await all.clock.advance(300)
    all.uploader.pause('all')
    all.uploader.resume('all')
    await all.clock.advance(5000)
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
    expect(all.transport.requests).toHaveLength(2)
  })

  it('does nothing to an upload whose confirm is in flight', async () => {
    const all = setUp({ backend: { latencyMs: (call) => (call.name === 'confirm' ? 1000 : 0) } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(500)
    for (const command of ['pause', 'cancel', 'remove'] as const) all.uploader[command]('all')
    expect(statusOf(all, accepted[0])).toBe('confirming')
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('retries a failed confirm without sending a byte again', async () => {
    const error = new UploadError('backend-failed', 'no')
    const all = setUp({ backend: { fail: { confirm: [{ nth: 1, error }] } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'failed', at: 'confirming' })
    all.uploader.retry('all')
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.transport.requests).toHaveLength(1)
  })

  it('retries a cancelled upload from the start, under a new key', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(300)
    all.uploader.cancel('all')
    all.uploader.retry('all')
    await all.clock.advance(5000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.inspector.inspected).toHaveLength(2)
    const keys = all.backend.callsOf('ticket').map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(2)
  })

  it('sends a finished upload again only if the retry starts from the ticket', async () => {
    const all = setUp({ backend: { digest: null } })
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    all.uploader.retry('all')
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(1)
    all.uploader.retry('all', { from: 'ticket' })
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(2)
    expect(all.inspector.inspected).toHaveLength(1)
  })

  it('forgets a removed row and abandons its ticket', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(300)
    all.uploader.remove(accepted)
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().uploads).toEqual([])
    expect(all.backend.callsOf('abandon')).toHaveLength(1)
    expect(all.transport.running).toBe(0)
  })

  it('waits for a connection when the code that reads files cannot be loaded', async () => {
    let isLoaded = false
    const facts = (): object => {
      if (isLoaded) return {}
      throw new UploadError('inspection-failed', 'Failed to fetch a module.')
    }
    const all = setUp({ inspector: { facts } })
    all.connection.setOnline(false)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'paused',
      by: 'offline',
      at: 'inspecting',
    })
    isLoaded = true
    all.connection.setOnline(true)
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('abandons a ticket once there is a connection again', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(300)
    all.connection.setOnline(false)
    all.uploader.cancel(accepted)
    await all.clock.advance(1000)
    expect(all.backend.callsOf('abandon')).toHaveLength(0)
    all.connection.setOnline(true)
    await all.clock.advance(100)
    expect(all.backend.callsOf('abandon')).toHaveLength(1)
  })

  it('resumes an upload that a listener paused when it was added', async () => {
    const all = setUp()
    all.uploader.on('added', ({ uploads }) => all.uploader.pause(uploads.map(({ id }) => id)))
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('paused')
    all.uploader.resume(accepted)
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('waits for start when autoStart is false', async () => {
    const all = setUp({ options: { autoStart: false } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.inspector.inspected).toEqual([])
    all.uploader.start(accepted)
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })
})

describe('errors', () => {
  it('retries after a broken connection and shows when, then gives up', async () => {
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    const all = setUp({ transport: { outcomes: () => broken } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(500)
    const waiting = all.uploader.getUpload(accepted[0] ?? '')
    expect(waiting).toMatchObject({ status: 'queued', next: 'sending', error: { code: 'storage-unreachable' } })
    expect(waiting?.status === 'queued' && (waiting.retryAt ?? 0) - all.clock.date()).toBe(500)
    await all.clock.advance(100_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      at: 'sending',
      error: { code: 'storage-unreachable', retry: { when: 'by-hand' } },
    })
    expect(all.transport.requests).toHaveLength(5)
    all.uploader.retry('all')
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'queued', attempt: 1, sentBytes: 0 })
  })

  it.each([
    [403, 'AccessDenied', 'Request has expired'],
    [400, 'ExpiredRequest', 'Presigned URL or request signature has expired.'],
    [400, 'MalformedHeader', 'Pre-signed S3 url is expired'],
  ])('requests a new ticket after an expired one (%i %s)', async (status, code, message) => {
    const expired = { kind: 'refused', refusal: { status, code, message } } as const
    const all = setUp({ transport: { outcomes: [expired] } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.backend.callsOf('ticket')).toHaveLength(2)
  })

  it('stops after two tickets when storage refuses the signature', async () => {
    const refused = { kind: 'refused', refusal: { status: 403, code: 'SignatureDoesNotMatch' } } as const
    const all = setUp({ transport: { outcomes: () => refused } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { retry: { when: 'never' } },
    })
    expect(all.backend.callsOf('ticket')).toHaveLength(2)
  })

  it('distinguishes a changed file from a network error, and confirms nothing', async () => {
    const all = setUp({ inspector: { condition: () => 'changed' } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'file-changed' },
    })
    expect(all.backend.callsOf('confirm')).toEqual([])
  })

  it('shows no unknown progress, and assumes that a file may be stored if its transfer reported none', async () => {
    const taken = { kind: 'refused', refusal: { status: 412, code: 'PreconditionFailed' } } as const
    const all = setUp({ transport: { outcomes: [taken] } })
    const send = all.transport.send.bind(all.transport)
    let hang: (() => void) | undefined
    all.transport.send = async (request, context) => {
      context.onUnseen?.()
      if (!hang) {
        await new Promise<void>((resolve) => (hang = resolve))
        return { kind: 'no-answer', reason: 'silent', sentBytes: 0 }
      }
      return send(request, context)
    }
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    const sending = all.uploader.getUpload(accepted[0] ?? '')
    expect(sending).toMatchObject({ status: 'sending', sentBytes: 0, isProgressHidden: true })
    expect(sending).not.toHaveProperty('bytesPerSecond')
    hang?.()
    await all.clock.advance(60_000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('does not repeat a confirm blindly whose answer was lost', async () => {
    const lost = { nth: 1, error: () => Object.assign(new Error('gone'), { status: 502 }), isAnswerLost: true }
    const all = setUp({ backend: { fail: { confirm: [lost] } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'confirm-ambiguous' },
    })
    expect(all.backend.files).toHaveLength(1)
  })

  it.each(['confirmIsIdempotent', 'reconciles'] as const)('ends with one record when %s', async (how) => {
    const lost = { nth: 1, error: () => Object.assign(new Error('gone'), { status: 502 }), isAnswerLost: true }
    const all = setUp({ backend: { [how]: true, fail: { confirm: [lost] } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.backend.files).toHaveLength(1)
  })

  it('finds the file that was registered when a browser repeated the confirm and the second was refused', async () => {
    const all = setUp({
      backend: { reconciles: true, fail: { confirm: [{ nth: 1, error: used, isAnswerLost: true }] } },
    })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.backend.callsOf('confirm')).toHaveLength(1)
    expect(all.backend.files).toHaveLength(1)
  })

  it('keeps the message of a refused confirm when nothing was registered', async () => {
    const all = setUp({ backend: { reconciles: true, fail: { confirm: [{ nth: 1, error: used }] } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'already-used' },
    })
  })

  it('never abandons a file that may be registered', async () => {
    const lost = { nth: 1, error: () => Object.assign(new Error('gone'), { status: 502 }), isAnswerLost: true }
    const all = setUp({ backend: { fail: { confirm: [lost] } } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    all.uploader.remove('all')
    await all.clock.advance(1000)
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('reads a file again after damage, and distinguishes a changed file from a faulty connection', async () => {
    const damaged = { kind: 'refused', refusal: { status: 400, code: 'BadDigest' } } as const
    const same = setUp({ transport: { outcomes: [damaged] } })
    same.uploader.add([oneFile()])
    await same.clock.advance(1000)
    expect(same.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(same.inspector.inspected).toHaveLength(2)

    let readings = 0
    const other = setUp({ transport: { outcomes: [damaged] } })
    const { inspector } = other
    const inspect = inspector.inspect.bind(inspector)
    Object.assign(inspector, {
      inspect: (_: File, options: never) => inspect(createFakeFile('a.txt', `${(readings += 1)}`), options),
    })
    other.uploader.add([oneFile()])
    await other.clock.advance(1000)
    expect(other.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'failed', error: { code: 'file-changed' } })
  })

  it.each([false, true])('gives up on tickets that have expired on arrival (gathered: %s)', async (gathers) => {
    const all = setUp({ backend: { gathers, ticketExpiresInSeconds: 1 } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(10_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'ticket-expired' },
    })
    expect(all.backend.callsOf('ticket')).toHaveLength(3)
    expect(all.transport.requests).toEqual([])
  })

  it.each(['cancel', 'pause'] as const)('heeds a %s by a listener of the ticket call', async (command) => {
    const all = setUp()
    all.uploader.on('callEnded', () => all.uploader[command]('all'))
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(10_000)
    expect(statusOf(all, accepted[0])).toBe(command === 'cancel' ? 'cancelled' : 'paused')
    expect(all.transport.requests).toEqual([])
  })

  it.each([
    [5 * 1024 ** 3, {}, { status: 'failed', error: { code: 'too-large', retry: { when: 'never' } } }],
    [5 * 1024 ** 3 - 1, {}, { status: 'done' }],
    [5 * 1024 ** 3, { singlePutBelowBytes: Number.POSITIVE_INFINITY }, { status: 'done' }],
  ])('sends %d bytes in one piece only if storage accepts that (%o)', async (size, terms, end) => {
    const all = setUp()
    all.uploader.setOptions({ backend: { ...all.backend, ...terms } })
    const file = Object.defineProperty(oneFile(), 'size', { value: size })
    const { accepted } = all.uploader.add([file])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject(end)
    expect(all.transport.requests).toHaveLength(end.status === 'done' ? 1 : 0)
  })

  it('refuses an answer that is no ticket before any byte goes out', async () => {
    const all = setUp()
    all.uploader.setOptions({
      backend: {
        ...all.backend,
        requestTicket: () => Promise.resolve({ kind: 'put' } as never),
      },
    })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'answer-malformed' },
    })
    expect(all.transport.requests).toEqual([])
  })

  it('gives up on a ticket that never arrives, and abandons a late one', async () => {
    const all = setUp({ backend: { latencyMs: 70_000 } })
    heedNoSignal(all)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(31_500)
    expect(all.backend.callsOf('ticket')).toHaveLength(2)
    await all.clock.advance(200_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'failed',
      error: { code: 'server-timeout' },
    })
    expect(all.transport.requests).toEqual([])
    // A retry may be answered with the same one.
    expect(all.backend.callsOf('abandon')).toEqual([])
    all.uploader.remove('all')
    await all.clock.advance(100_000)
    expect(all.backend.callsOf('abandon')).toHaveLength(1)
  })

  it.each([
    ['an object without a prototype', () => Object.create(null) as unknown],
    ['an error whose status cannot be read', () => Object.defineProperty(new Error('no'), 'status', { get: refuse })],
    ['nothing', () => undefined],
  ])('ends when an adapter throws %s, and frees its slot', async (_, make) => {
    const all = setUp({ options: { concurrency: { sending: 1 } } })
    all.uploader.setOptions({ backend: { ...all.backend, requestTicket: () => Promise.reject(make() as Error) } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'failed', error: { code: 'unknown' } })
    all.uploader.setOptions({ backend: all.backend })
    const next = all.uploader.add([createFakeFile('b.txt', 'other')]).accepted
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(next[0] ?? '')?.status).toBe('done')
  })

  it('keeps the members of a gathered call independent, whatever one of them throws', async () => {
    const all = setUp({ backend: { gathers: true, sharesFiles: false } })
    const ends: string[] = []
    for (const event of ['done', 'failed'] as const) {
      all.uploader.on(event, ({ upload }) => void ends.push(`${event}:${upload.name}`))
    }
    all.uploader.setOptions({
      backend: {
        ...all.backend,
        confirmMany: async (stored) =>
          stored.map(({ request: { name } }) =>
            name === 'b.txt'
              ? { kind: 'failed', error: Object.create(null) as unknown }
              : { kind: 'confirmed', file: { id: name } },
          ),
      },
    })
    all.uploader.add(['a.txt', 'b.txt', 'c.txt'].map((name) => createFakeFile(name, name)))
    await all.clock.advance(60_000)
    expect(ends.toSorted()).toEqual(['done:a.txt', 'done:c.txt', 'failed:b.txt'])
  })

  it.each([
    ['tickets', { requestTickets: () => new Promise<never>(() => {}) }],
    ['a confirm', { confirm: () => new Promise<never>(() => {}) }],
    ['confirms', { confirmMany: () => new Promise<never>(() => {}) }],
  ])('does not let files of another backend wait for a server that does not answer for %s', async (_, hanging) => {
    const all = setUp({ backend: { gathers: true, sharesFiles: false } })
    const members = Object.entries(all.backend).filter(([name]) => !('confirm' in hanging) || !gathering.has(name))
    all.uploader.setOptions({ backend: { ...Object.fromEntries(members), ...hanging } as unknown as UploadBackend })
    all.uploader.add(Array.from({ length: 6 }, (__, index) => createFakeFile(`slow-${index}.txt`, `slow ${index}`)))
    await all.clock.advance(1000)
    all.uploader.setOptions({ backend: all.backend })
    const { accepted } = all.uploader.add([createFakeFile('quick.txt', 'quick')])
    await all.clock.advance(3000)
    expect(all.uploader.getUpload(accepted[0] ?? '')?.status).toBe('done')
  })

  it.each([
    ['confirms it again if that is safe', { confirmIsIdempotent: true }],
    ['reconciles it if the API supports that', { reconciles: true }],
  ])('registers nothing twice after a lost confirm and a cancel: a retry %s', async (_, terms) => {
    const lost = { nth: 1, error: Object.assign(new Error('gone'), { status: 502 }), isAnswerLost: true }
    const all = setUp({ backend: { ...terms, digest: null, fail: { confirm: [lost] } } })
    const { accepted } = all.uploader.add([oneFile()])
    for (let ms = 0; ms < 5000 && all.backend.files.length === 0; ms += 10) await all.clock.advance(10)
    all.uploader.cancel('all')
    await all.clock.advance(60_000)
    all.uploader.retry('all')
    await all.clock.advance(60_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'done' })
    expect(all.backend.files).toHaveLength(1)
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('emits settled once, although a listener started and ended another run in the meantime', async () => {
    const all = setUp({ backend: { fail: { ticket: [{ error: new UploadError('server-error', 'no', byHand) }] } } })
    const settled = vi.fn()
    all.uploader.on('settled', settled)
    all.uploader.on('failed', ({ upload }) => {
      all.uploader.retry(upload.id)
      all.uploader.cancel(upload.id)
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(settled).toHaveBeenCalledOnce()
  })

  it('counts no time for what waits for a person', async () => {
    const all = setUp({ transport: { bytesPerSecond: 1000 } })
    const { accepted } = all.uploader.add(['a', 'b'].map((name) => createFakeFile(name, name.repeat(20_000))))
    await all.clock.advance(2000)
    all.uploader.pause(accepted.slice(1))
    await all.clock.advance(2000)
    const { totals, uploads } = all.uploader.getSnapshot()
    expect(totals.secondsLeft).toBeLessThan(20)
    expect(uploads.map(({ status }) => status)).toEqual(['sending', 'paused'])
  })

  it('does not abandon a late ticket if the next answer names it again', async () => {
    const all = setUp({ backend: { latencyMs: ({ nth }) => (nth === 1 ? 500 : 1000) } })
    heedNoSignal(all)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(100)
    all.uploader.pause(accepted)
    all.uploader.resume(accepted)
    await all.clock.advance(10_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')?.status).toBe('done')
    expect(all.backend.callsOf('ticket')).toHaveLength(2)
    expect(all.backend.callsOf('abandon')).toEqual([])
  })
})

describe('offline', () => {
  it('waits for the connection without using attempts', async () => {
    const all = setUp()
    all.connection.setOnline(false)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({
      status: 'paused',
      by: 'offline',
      at: 'requesting',
    })
    expect(all.backend.calls).toEqual([])
    all.connection.setOnline(true)
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
  })

  it('counts no send that failed because the page was offline', async () => {
    const noConnection = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    const all = setUp({ transport: { bytesPerSecond: 10, outcomes: Array.from({ length: 9 }, () => noConnection) } })
    const { accepted } = all.uploader.add([oneFile()])
    for (let drop = 0; drop < 8; drop += 1) {
      await all.clock.advance(60)
      all.connection.setOnline(false)
      await all.clock.advance(5000)
      expect(statusOf(all, accepted[0])).toBe('paused')
      all.connection.setOnline(true)
    }
    // The ninth fails with a connection, and is tried again like any first failure.
    await all.clock.advance(5000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(all.transport.requests).toHaveLength(10)
  })

  it('lets the user pause an upload that waits for the connection', async () => {
    const all = setUp()
    all.connection.setOnline(false)
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    all.uploader.pause('all')
    all.connection.setOnline(true)
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')).toMatchObject({ status: 'paused', by: 'user' })
  })
})

describe('snapshots and events', () => {
  it('keeps the identity of what did not change', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    all.uploader.add([oneFile()])
    const before = all.uploader.getSnapshot()
    expect(all.uploader.getSnapshot()).toBe(before)
    await all.clock.advance(300)
    const after = all.uploader.getSnapshot()
    expect(after).not.toBe(before)
    expect(after.rejections).toBe(before.rejections)
  })

  it('notifies listeners of progress at most ten times a second', async () => {
    const all = setUp({ transport: { bytesPerSecond: 100 } })
    all.uploader.add([createFakeFile('a.txt', 'x'.repeat(500))])
    await all.clock.advance(500)
    const listener = vi.fn()
    all.uploader.subscribe(listener)
    await all.clock.advance(2000)
    expect(listener.mock.calls.length).toBeGreaterThan(10)
    expect(listener.mock.calls.length).toBeLessThanOrEqual(21)
  })

  it('never lets progress decrease within a batch, and reaches 1 only at the end', async () => {
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    const all = setUp({ transport: { bytesPerSecond: 100, outcomes: [undefined, broken] } })
    const seen: number[] = []
    all.uploader.subscribe(() => seen.push(all.uploader.getSnapshot().totals.progress))
    all.uploader.add([createFakeFile('a.txt', 'x'.repeat(100)), createFakeFile('b.txt', 'y'.repeat(300))])
    await all.clock.advance(500)
    all.uploader.add([createFakeFile('c.txt', 'z'.repeat(900))])
    await all.clock.advance(60_000)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
    expect(seen.filter((progress) => progress === 1)).toHaveLength(1)
  })

  it('shows nothing of a ticket anywhere', async () => {
    const secret = 'SENTINEL'
    const refused = { kind: 'refused', refusal: { status: 403, message: `X-Amz-Signature=${secret}` } } as const
    const all = setUp({ backend: { secret }, transport: { outcomes: [refused, refused] } })
    const seen: unknown[] = []
    for (const event of ['added', 'failed', 'callStarted', 'callEnded', 'settled'] as const) {
      all.uploader.on(event, (payload) => seen.push(payload))
    }
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(JSON.stringify([seen, all.uploader.getSnapshot()])).not.toContain(secret)
  })

  it('says when everything has settled, once', async () => {
    const all = setUp()
    const settled = vi.fn()
    all.uploader.on('settled', settled)
    all.uploader.add(files(5))
    await all.clock.advance(10_000)
    expect(settled).toHaveBeenCalledOnce()
  })

  it('continues when a listener throws', async () => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => {})
    const all = setUp()
    all.uploader.on('done', () => {
      throw new Error('mine')
    })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(statusOf(all, accepted[0])).toBe('done')
    expect(report).toHaveBeenCalledOnce()
    report.mockRestore()
  })
})

describe('initial files', () => {
  it('are rows that are done and count for maxFiles, not for the bytes', () => {
    const all = setUp({ options: { restrictions: { maxFiles: 1 } } })
    const [id] = all.uploader.addStored([{ id: 'known', name: 'old.txt', size: 9 }])
    expect(all.uploader.getUpload(id ?? '')).toMatchObject({ status: 'done', outcome: 'initial', name: 'old.txt' })
    expect(all.uploader.getSnapshot().totals).toMatchObject({ count: 1, totalBytes: 0 })
    expect(all.uploader.add([oneFile()]).rejected[0]?.reasons).toEqual([{ code: 'too-many-files', limit: 1 }])
  })
})

describe('life and death', () => {
  it('does nothing at all before the first file', () => {
    const all = setUp()
    expect(all.clock.pending).toBe(0)
    expect(all.uploader.getSnapshot()).toBe(all.uploader.getSnapshot())
  })

  it('leaves no timer behind when all is done', async () => {
    const all = setUp()
    all.uploader.add(files(5))
    await all.clock.advance(10_000)
    expect(all.clock.pending).toBe(0)
  })

  it('aborts and abandons everything when it is destroyed, and emits no event', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    const { accepted } = all.uploader.add(files(5))
    await all.clock.advance(300)
    const wait = all.uploader.whenSettled()
    const told = vi.fn()
    all.uploader.subscribe(told)
    all.uploader.on('cancelled', told)
    all.uploader.destroy()
    await expect(wait).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await all.clock.advance(10_000)
    expect(told).not.toHaveBeenCalled()
    expect(all.transport.running).toBe(0)
    expect(all.clock.pending).toBe(0)
    expect(all.inspector.isDisposed).toBe(true)
    expect(all.backend.callsOf('abandon')).toHaveLength(3)
    expect(() => all.uploader.add([oneFile()])).toThrow(TypeError)
    expect(() => all.uploader.retry(accepted)).not.toThrow()
  })

  it('names the option that is wrong', () => {
    expect(() => setUp({ options: { backend: {} as never } })).toThrow(/backend must be an adapter/)
    expect(() => setUp({ options: { concurrency: { sending: 0 } } })).toThrow(/concurrency.sending/)
    expect(() => setUp().uploader.cancel(undefined as never)).toThrow(TypeError)
    expect(() => setUp().uploader.add(undefined as never)).toThrow(/iterable of File/)
  })
})

describe('the slots of a page', () => {
  it('are shared by its uploaders', async () => {
    const all = setUp({ transport: { bytesPerSecond: 5 } })
    const slots = createSlotPool()
    const ports = {
      inspector: all.inspector,
      transport: all.transport,
      clock: all.clock,
      connection: all.connection,
      page: all.page,
      slots,
      servers: createAnsweredServers(),
      heldKeys: createHeldKeys(),
      random: () => 1,
    }
    const [a, b] = ['a', 'b'].map((name) => {
      let ids = 0
      return createEngine({ backend: all.backend }, { ...ports, createId: () => `${name}-${(ids += 1)}` })
    })
    a?.add(files(4))
    b?.add(files(4).map((file) => createFakeFile(`b${file.name}`)))
    await all.clock.advance(300)
    expect(all.transport.running).toBe(3)
    await all.clock.advance(60_000)
    expect(a?.getSnapshot().totals.done).toBe(4)
    expect(b?.getSnapshot().totals.done).toBe(4)
  })
})
