import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import type { FakeCallName } from '../../testing/fakes/fakeLog.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { longestOutageMs } from './CircuitBreaker.js'
import { UploadError } from '../../errors/UploadError.js'
import type { SendOutcome } from '../../contract/ports/transport.js'

const files = (count: number, name = 'file') =>
  Array.from({ length: count }, (_, index) => createFakeFile(`${name}-${index}.txt`))

const mebibyte = 1024 ** 2
/** Three parts. */
const bigFile = () => createFakeFile('video.mp4', new Uint8Array(12 * mebibyte))

const unreachable = () => new TypeError('Failed to fetch')
const withStatus = (status: number) => () => Object.assign(new Error('no'), { status })
const reset: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 0 }
const refusedWith = (status: number): SendOutcome => ({ kind: 'refused', refusal: { status } })

/** A page that has uploaded one file, and the behaviour of its servers from then on. */
async function setUpKnownServers(setup: EngineSetup = {}): Promise<
  EngineUnderTest & {
    apiSays: (error: (() => unknown) | null, calls?: readonly FakeCallName[]) => void
    storageSays: (outcome: SendOutcome | ((fileName: string) => SendOutcome | undefined) | null) => void
  }
> {
  let apiError: (() => unknown) | null = null
  let failingCalls: readonly FakeCallName[] = []
  let storageOutcome: SendOutcome | ((fileName: string) => SendOutcome | undefined) | null = null
  const all = setUpEngine({
    ...setup,
    backend: {
      ...setup.backend,
      gate: async ({ name }) => {
        if (apiError && failingCalls.includes(name)) throw apiError()
      },
    },
    transport: {
      ...setup.transport,
      outcomes: ({ fileName }) =>
        typeof storageOutcome === 'function' ? storageOutcome(fileName) : (storageOutcome ?? undefined),
    },
  })
  all.uploader.add(files(1, 'first'))
  await all.clock.advance(1000)
  return {
    ...all,
    apiSays: (error, calls = ['ticket', 'confirm']) => {
      apiError = error
      failingCalls = calls
    },
    storageSays: (outcome) => void (storageOutcome = outcome),
  }
}

const counted = ({ uploader }: EngineUnderTest) => {
  const { done, failed, count } = uploader.getSnapshot().totals
  return { done, failed, count }
}

const others = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads.slice(1)

describe('an outage of the API', () => {
  it.each([
    ['refused', unreachable],
    ['502', withStatus(502)],
    ['503', withStatus(503)],
    ['504', withStatus(504)],
  ])('of 60 seconds fails no upload (%s)', async (_, error) => {
    const all = await setUpKnownServers()
    all.apiSays(error)
    all.uploader.add(files(5))
    await all.clock.advance(60_000)
    expect(counted(all)).toEqual({ done: 1, failed: 0, count: 6 })
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all)).toEqual({ done: 6, failed: 0, count: 6 })
  })

  it('shows on every waiting row why it waits, and when the next attempt is', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(5))
    await all.clock.advance(4000)
    for (const upload of others(all)) {
      expect(upload).toMatchObject({
        status: 'queued',
        next: 'requesting',
        error: { code: 'server-unreachable' },
        retryAt: expect.any(Number) as number,
      })
    }
  })

  it('is probed by one call at a time', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(20))
    await all.clock.advance(1)
    const before = all.backend.callsOf('ticket').length
    await all.clock.advance(60_000)
    // After 0.5, 1, 2, 4, and then every 8 seconds.
    expect(all.backend.callsOf('ticket').length - before).toBeLessThanOrEqual(12)
  })

  it.each([NaN, Infinity, -5, 0])('is probed as usual if the server asks to wait for %d seconds', async (wait) => {
    const all = await setUpKnownServers()
    all.apiSays(() => new UploadError('server-error', 'no', { status: 503, retryAfterSeconds: wait }))
    all.uploader.add(files(5))
    await all.clock.advance(60_000)
    expect(counted(all)).toEqual({ done: 1, failed: 0, count: 6 })
    expect(all.backend.callsOf('ticket').length).toBeLessThanOrEqual(18)
    all.apiSays(null)
    await all.clock.advance(40_000)
    expect(counted(all)).toEqual({ done: 6, failed: 0, count: 6 })
  })

  it('that lasts for two minutes fails all waiting uploads at once, with a reason', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(5))
    await all.clock.advance(longestOutageMs - 1)
    expect(counted(all)).toEqual({ done: 1, failed: 0, count: 6 })
    await all.clock.advance(9000)
    expect(counted(all)).toEqual({ done: 1, failed: 5, count: 6 })
    for (const upload of others(all)) {
      expect(upload).toMatchObject({
        at: 'requesting',
        error: { code: 'server-unreachable', retry: { when: 'by-hand' } },
      })
    }
  })

  it('can be waited out again after the user retries', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(2))
    await all.clock.advance(longestOutageMs + 9000)
    expect(counted(all).failed).toBe(2)
    all.uploader.retry('all')
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all)).toEqual({ done: 3, failed: 0, count: 3 })
  })

  it('between storing and registering costs no bytes and creates no second record', async () => {
    const all = await setUpKnownServers({ backend: { confirmIsIdempotent: true } })
    all.apiSays(withStatus(502), ['confirm'])
    all.uploader.add(files(3))
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all)).toEqual({ done: 4, failed: 0, count: 4 })
    expect(all.transport.requests).toHaveLength(4)
    expect(all.backend.files).toHaveLength(4)
  })

  it('holds back gathered calls, too', async () => {
    const all = await setUpKnownServers({ backend: { gathers: true } })
    all.apiSays(unreachable)
    all.uploader.add(files(20))
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all)).toEqual({ done: 21, failed: 0, count: 21 })
  })

  it('fails all members of a gathered call together', async () => {
    const all = await setUpKnownServers({ backend: { gathers: true } })
    all.apiSays(unreachable)
    all.uploader.add(files(20))
    await all.clock.advance(longestOutageMs + 9000)
    expect(counted(all).failed).toBe(20)
  })

  it('is forgotten if the page itself was offline', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(3))
    await all.clock.advance(100_000)
    all.connection.setOnline(false)
    await all.clock.advance(100_000)
    expect(others(all).map(({ status }) => status)).toEqual(['paused', 'paused', 'paused'])
    all.connection.setOnline(true)
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all).done).toBe(4)
  })

  it('leaves no timer behind when the waiting uploads are cancelled', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(3))
    await all.clock.advance(20_000)
    all.uploader.cancel('all')
    await all.clock.advance(100)
    expect(all.clock.pending).toBe(0)
    all.apiSays(null)
    all.uploader.add(files(1, 'later'))
    await all.clock.advance(9000)
    expect(counted(all).done).toBe(2)
  })

  it('for which no upload waited gives later ones their full two minutes', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(1))
    await all.clock.advance(20_000)
    all.uploader.cancel('all')
    await all.clock.advance(longestOutageMs)
    all.uploader.add(files(2, 'later'))
    await all.clock.advance(90_000)
    expect(counted(all).failed).toBe(0)
    all.apiSays(null)
    await all.clock.advance(9000)
    expect(counted(all)).toMatchObject({ done: 3, failed: 0 })
  })

  it('is not waited out if the adapter says that another attempt is useless', async () => {
    const all = await setUpKnownServers()
    const retry = { when: 'never', from: 'call' } as const
    all.apiSays(() => new UploadError('server-error', 'Closed for good.', { status: 503, retry }))
    all.uploader.add(files(1))
    await all.clock.advance(1000)
    expect(others(all)[0]).toMatchObject({ status: 'failed', error: { code: 'server-error', retry } })
  })

  it('is still probed when the probing upload is cancelled', async () => {
    const all = await setUpKnownServers({ backend: { latencyMs: 300 } })
    all.apiSays(unreachable)
    all.uploader.add(files(3))
    await all.clock.advance(20_000)
    all.apiSays(null)
    for (
      let turn = 0;
      turn < 200 && all.uploader.getSnapshot().uploads.every(({ status }) => status !== 'requesting');
      turn += 1
    ) {
      // oxlint-disable-next-line no-await-in-loop -- until a probe is in flight
      await all.clock.advance(100)
    }
    const probing = all.uploader.getSnapshot().uploads.find(({ status }) => status === 'requesting')
    all.uploader.cancel(probing?.id ?? '')
    await all.clock.advance(20_000)
    expect(counted(all).done).toBe(3)
  })

  it('fails files for good that the API refuses once it is back', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(2))
    await all.clock.advance(20_000)
    all.apiSays(withStatus(403))
    await all.clock.advance(9000)
    expect(counted(all).failed).toBe(2)
  })
})

describe('an outage of storage', () => {
  it.each([
    ['connections are refused', reset],
    ['502', refusedWith(502)],
    ['503', refusedWith(503)],
    ['504', refusedWith(504)],
  ])('of 60 seconds fails no upload and uses up no ticket (%s)', async (_, outcome) => {
    const all = await setUpKnownServers()
    all.storageSays(outcome)
    all.uploader.add(files(5))
    await all.clock.advance(60_000)
    expect(counted(all)).toEqual({ done: 1, failed: 0, count: 6 })
    for (const upload of others(all))
      expect(upload).toMatchObject({ error: { code: expect.stringMatching(/^storage-/) as string } })
    all.storageSays(null)
    await all.clock.advance(20_000)
    expect(counted(all)).toEqual({ done: 6, failed: 0, count: 6 })
    expect(all.backend.callsOf('ticket')).toHaveLength(6)
  })

  it('that lasts for two minutes fails all waiting uploads', async () => {
    const all = await setUpKnownServers()
    all.storageSays(reset)
    all.uploader.add(files(5))
    await all.clock.advance(longestOutageMs - 1)
    expect(counted(all).failed).toBe(0)
    await all.clock.advance(9000)
    expect(counted(all).failed).toBe(5)
    for (const upload of others(all)) expect(upload).toMatchObject({ error: { retry: { when: 'by-hand' } } })
  })

  it('is no outage while other files succeed: a file that storage never accepts fails as before', async () => {
    const all = await setUpKnownServers({ options: { concurrency: { sending: 2 } } })
    all.storageSays((name) => (name === 'file-0.txt' ? refusedWith(502) : undefined))
    all.uploader.add(files(1))
    const feed = async (turn: number): Promise<void> => {
      all.uploader.add(files(1, `more-${turn}`))
      await all.clock.advance(500)
    }
    for (let turn = 0; turn < 80; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await feed(turn)
    }
    expect(counted(all)).toEqual({ done: 81, failed: 1, count: 82 })
    expect(all.transport.requests.filter(({ fileName }) => fileName === 'file-0.txt').length).toBeLessThanOrEqual(7)
  })

  it('is probed even if tickets are gathered and many files wait', async () => {
    const all = await setUpKnownServers({ backend: { gathers: true } })
    all.storageSays(reset)
    all.uploader.add(files(20))
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    const { length } = all.transport.requests
    await all.clock.advance(20_000)
    expect(all.transport.requests.length).toBeGreaterThan(length)
    all.storageSays(null)
    await all.clock.advance(20_000)
    expect(counted(all)).toEqual({ done: 21, failed: 0, count: 21 })
  })

  it('keeps the uploaded parts of a file', async () => {
    const all = await setUpKnownServers({
      backend: { ticketKind: 'multipart', partSizeBytes: 5 * mebibyte },
      transport: { bytesPerSecond: mebibyte },
      options: { concurrency: { sending: 1 } },
    })
    const { length: before } = all.transport.requests
    all.uploader.add([bigFile()])
    await all.clock.advance(7000)
    // The first part is stored, and the second is being sent.
    expect(all.transport.requests.length - before).toBe(2)
    all.storageSays(reset)
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
    all.storageSays(null)
    const { length } = all.transport.requests
    await all.clock.advance(30_000)
    expect(counted(all)).toEqual({ done: 2, failed: 0, count: 2 })
    expect(all.transport.requests.length - length).toBeLessThanOrEqual(2)
  })

  it('is waited out each time by a single file that makes progress between two outages', async () => {
    const all = await setUpKnownServers({
      backend: { ticketKind: 'multipart' },
      transport: { failsAt: 0 },
      options: { concurrency: { sending: 1 } },
    })
    all.storageSays(reset)
    all.uploader.add([createFakeFile('large.bin', new Uint8Array(12 * 1024 ** 2))])
    await all.clock.advance(10_000)
    let arriving = 1
    all.storageSays(() => (arriving-- > 0 ? undefined : reset))
    await all.clock.advance(90_000)
    expect(others(all)[0]).toMatchObject({ status: 'queued', sentBytes: 5 * 1024 ** 2 })
    all.storageSays(null)
    await all.clock.advance(20_000)
    expect(counted(all)).toEqual({ done: 2, failed: 0, count: 2 })
  })

  it('does not hold back the files of another backend', async () => {
    const all = await setUpKnownServers()
    all.apiSays(unreachable)
    all.uploader.add(files(2))
    await all.clock.advance(20_000)
    const other = setUpEngine()
    all.uploader.setOptions({ backend: other.backend })
    const { accepted } = all.uploader.add(files(1, 'other'))
    await all.clock.advance(1000)
    expect(all.uploader.getUpload(accepted[0] ?? '')?.status).toBe('done')
  })
})

describe('a server that has never answered this page', () => {
  it('fails after a few attempts, so that the developer sees why', async () => {
    const all = setUpEngine({ backend: { fail: { ticket: [{ error: unreachable }] } } })
    all.uploader.add(files(1))
    await all.clock.advance(15_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({
      status: 'failed',
      error: { code: 'server-unreachable' },
    })
    expect(all.backend.callsOf('ticket')).toHaveLength(4)
  })

  it('is known once it has received bytes of several files, so that an outage during the first batch fails no file', async () => {
    let isDown = false
    const cut: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 5 }
    const all = setUpEngine({ transport: { outcomes: (_, nth) => (isDown ? (nth < 3 ? cut : reset) : undefined) } })
    isDown = true
    all.uploader.add(files(6))
    await all.clock.advance(60_000)
    expect(counted(all)).toEqual({ done: 0, failed: 0, count: 6 })
    isDown = false
    await all.clock.advance(20_000)
    expect(counted(all)).toEqual({ done: 6, failed: 0, count: 6 })
  })

  it('stays unknown if a single file breaks off halfway', async () => {
    const cut: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 5 }
    const all = setUpEngine({ transport: { outcomes: () => cut } })
    all.uploader.add(files(1))
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(1)
  })

  it('stays unknown if all bytes were sent but the browser hid the answer', async () => {
    const hidden: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 10 }
    const all = setUpEngine({ transport: { outcomes: () => hidden } })
    all.uploader.add([createFakeFile('a.txt', '0123456789')])
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(1)
  })

  it('is known again to a backend of the same name and scope', async () => {
    const all = await setUpKnownServers({ backend: { scope: 'ann' } })
    all.uploader.setOptions({ backend: { ...all.backend } })
    all.apiSays(unreachable)
    all.uploader.add(files(2))
    await all.clock.advance(60_000)
    expect(counted(all).failed).toBe(0)
  })
})

describe('going offline while parts are sent', () => {
  const inParts: EngineSetup = {
    backend: { ticketKind: 'multipart', partSizeBytes: 5 * mebibyte },
    transport: { bytesPerSecond: mebibyte },
    options: { concurrency: { sending: 1 } },
  }

  it('shows at once, hides the time left, and makes no request before there is a connection', async () => {
    const all = await setUpKnownServers(inParts)
    all.uploader.add([bigFile()])
    await all.clock.advance(7000)
    expect(others(all)[0]?.status).toBe('sending')
    all.connection.setOnline(false)
    const requests = all.transport.requests.length
    const calls = all.backend.calls.length
    expect(others(all)[0]).toMatchObject({ status: 'paused', by: 'offline', at: 'sending' })
    await all.clock.advance(100_000)
    expect(all.transport.requests).toHaveLength(requests)
    expect(all.backend.calls).toHaveLength(calls)
    expect(all.uploader.getSnapshot().totals.secondsLeft).toBeUndefined()
    all.connection.setOnline(true)
    await all.clock.advance(100_000)
    expect(counted(all)).toEqual({ done: 2, failed: 0, count: 2 })
  })

  it('shows on queued files, too', async () => {
    const all = await setUpKnownServers({ ...inParts, transport: { bytesPerSecond: 5 } })
    all.uploader.add(files(6))
    await all.clock.advance(300)
    all.connection.setOnline(false)
    expect(others(all).map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'paused'))
    all.connection.setOnline(true)
    await all.clock.advance(100_000)
    expect(counted(all).done).toBe(7)
  })
})
