import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createFakeRecovery } from '../testing/fakes/fakeRecovery.js'
import { nextTask } from '../shared/nextTask.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'

interface LazySetup extends EngineUnderTest {
  /** How often the code was requested. */
  readonly loads: () => number
  /** The code that is being loaded arrives. */
  readonly arrive: () => Promise<void>
  /** The code that is being loaded cannot be had. */
  readonly fail: () => Promise<void>
}

const failed = () => new TypeError('Failed to fetch dynamically imported module')

/** An engine whose runner is loaded as in a browser: later, or not at all. */
function setUp(setup: EngineSetup = {}): LazySetup {
  const attempts: PromiseWithResolvers<void>[] = []
  const load = (): Promise<void> => {
    const attempt = Promise.withResolvers<void>()
    attempts.push(attempt)
    return attempt.promise
  }
  const all = setUpEngine({ ...setup, load })
  const arrive = async (): Promise<void> => {
    attempts.at(-1)?.resolve()
    await nextTask()
  }
  const fail = async (): Promise<void> => {
    attempts.at(-1)?.reject(failed())
    await nextTask()
  }
  return { ...all, loads: () => attempts.length, arrive, fail }
}

const oneFile = (name = 'a.txt') => createFakeFile(name, `content of ${name}`)
const statuses = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads.map(({ status }) => status)
const namesSent = ({ transport }: EngineUnderTest) => transport.requests.map(({ fileName }) => fileName)

// `preload` does nothing on a server, so this must look like a browser.
beforeEach(() => vi.stubGlobal('document', {}))
afterEach(() => vi.unstubAllGlobals())

describe('before the code has loaded', () => {
  it('queues files, and uploads them once it has loaded', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile(), oneFile('b.txt')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['queued', 'queued'])
    expect(all.loads()).toBe(1)
    const settled = all.uploader.whenSettled()
    await all.arrive()
    await all.clock.advance(1000)
    expect((await settled).done.map(({ id }) => id)).toEqual(accepted)
  })

  it('starts files in the order in which they were started', async () => {
    const all = setUp({ options: { autoStart: false, concurrency: { inspecting: 1, sending: 1 } } })
    const { accepted } = all.uploader.add(['a', 'b', 'c'].map(oneFile))
    all.uploader.start([accepted[2] ?? '', accepted[0] ?? ''])
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'queued', 'done'])
    expect(namesSent(all)).toEqual(['c', 'a'])
    all.uploader.start('all')
    await all.clock.advance(1000)
    expect(namesSent(all)).toEqual(['c', 'a', 'b'])
  })

  it('pauses and resumes', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile(), oneFile('b.txt')])
    all.uploader.pause('all')
    expect(statuses(all)).toEqual(['paused', 'paused'])
    all.uploader.resume(accepted[1] ?? '')
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['paused', 'done'])
    all.uploader.resume('all')
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'done'])
  })

  it('cancels, and retries what was cancelled', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile(), oneFile('b.txt'), oneFile('c.txt')])
    all.uploader.cancel(accepted.slice(0, 2))
    expect(statuses(all)).toEqual(['cancelled', 'cancelled', 'queued'])
    all.uploader.retry(accepted[0] ?? '')
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'cancelled', 'done'])
    all.uploader.retry('all')
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'done', 'done'])
  })

  it('removes, and never hears of that file again', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile(), oneFile('b.txt')])
    all.uploader.remove(accepted[0] ?? '')
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
    expect(namesSent(all)).toEqual(['b.txt'])
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('keeps the backend with which an upload was added', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile()])
    const before = all.uploader.getBackend()
    all.uploader.setOptions({ backend: { ...before, name: 'another' } })
    expect(all.uploader.getBackend(accepted[0])).toBe(before)
    await all.arrive()
    expect(all.uploader.getBackend(accepted[0])).toBe(before)
  })

  it('heeds the concurrency that was set meanwhile', async () => {
    const all = setUp({ transport: { bytesPerSecond: 1 } })
    all.uploader.add(['a', 'b', 'c'].map(oneFile))
    all.uploader.setOptions({ concurrency: { sending: 1 } })
    await all.arrive()
    await all.clock.advance(500)
    expect(all.transport.running).toBe(1)
  })

  it('allows destroying the uploader, and ignores the code that arrives afterwards', async () => {
    const all = setUp()
    all.uploader.add([oneFile()])
    const settled = all.uploader.whenSettled()
    all.uploader.destroy()
    await expect(settled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await all.arrive()
    await all.clock.advance(1000)
    expect(all.backend.callsOf('ticket')).toEqual([])
    expect(all.clock.pending).toBe(0)
  })

  it('finds no file for a row that has its own', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add([oneFile()])
    expect(await all.uploader.provideFile(accepted[0] ?? '', oneFile())).toBe(false)
  })

  it('stores the added uploads and their state for recovery once the code has loaded', async () => {
    const recovery = createFakeRecovery()
    const all = setUp({ backend: { scope: 'ann' }, options: { recovery, autoStart: false } })
    const { accepted } = all.uploader.add(['a', 'b', 'c', 'd'].map(oneFile))
    all.uploader.pause(accepted[1] ?? '')
    all.uploader.cancel(accepted[2] ?? '')
    all.uploader.remove(accepted[3] ?? '')
    await all.arrive()
    await all.clock.advance(1000)
    expect(recovery.records.map(({ name, isPaused }) => [name, isPaused])).toEqual([
      ['a', false],
      ['b', true],
    ])
  })
})

describe('five thousand files that wait for the code', () => {
  it('are handed over in slices, and commands in between hold', async () => {
    const all = setUp()
    const done = (): number => all.uploader.getSnapshot().totals.done
    const files = Array.from({ length: 5000 }, (_, index) => createFakeFile(`${index}`, `${index}`))
    const { accepted } = all.uploader.add(files)
    await all.arrive()
    expect(done()).toBeGreaterThan(0)
    expect(done()).toBeLessThan(1000)
    all.uploader.remove(accepted.slice(1000, -1))
    all.uploader.pause(accepted.at(-1) ?? '')
    all.uploader.pause(all.uploader.add([oneFile('late')]).accepted)
    await all.clock.advance(1000)
    expect(done()).toBe(1000)
    expect(all.uploader.getSnapshot().totals.count).toBe(1002)
    all.uploader.resume('all')
    await all.clock.advance(1000)
    expect(done()).toBe(1002)
    expect(namesSent(all).slice(-2)).toEqual(['4999', 'late'])
  })
})

describe('recover', () => {
  it('waits for the code, and restores the uploads of an earlier page', async () => {
    const recovery = createFakeRecovery()
    const before = setUpEngine({
      backend: { scope: 'ann' },
      options: { recovery },
      transport: { bytesPerSecond: 1 },
    })
    const { accepted } = before.uploader.add([oneFile()])
    await before.clock.advance(1000)
    const all = setUp({ backend: { scope: 'ann' }, options: { recovery: recovery.inNextPage() } })
    const recovered = all.uploader.recover()
    await all.fail()
    await all.clock.advance(1000)
    await all.arrive()
    expect(await recovered).toEqual(accepted)
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
  })

  it('restores nothing after the uploader was destroyed', async () => {
    const all = setUp({ backend: { scope: 'ann' }, options: { recovery: createFakeRecovery() } })
    const recovered = all.uploader.recover()
    all.uploader.destroy()
    expect(await recovered).toEqual([])
    expect(all.clock.pending).toBe(0)
  })

  it('loads nothing without recovery', async () => {
    const all = setUp()
    expect(await all.uploader.recover()).toEqual([])
    expect(all.loads()).toBe(0)
  })
})

describe('code that cannot be loaded', () => {
  it('shows as a lost connection, and is requested again after increasing delays', async () => {
    const all = setUp()
    all.uploader.add([oneFile()])
    await all.fail()
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'paused', by: 'offline', at: 'inspecting' })
    await all.clock.advance(999)
    expect(all.loads()).toBe(1)
    await all.clock.advance(1)
    expect(all.loads()).toBe(2)
    await all.fail()
    await all.clock.advance(1999)
    expect(all.loads()).toBe(2)
    await all.clock.advance(1)
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
    expect(all.clock.pending).toBe(0)
  })

  it('is requested again as soon as the connection is back', async () => {
    const all = setUp()
    all.connection.setOnline(false)
    all.uploader.add([oneFile()])
    await all.fail()
    all.connection.setOnline(true)
    expect(all.loads()).toBe(2)
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
  })

  it('is requested again with the next file', async () => {
    const all = setUp()
    all.uploader.add([oneFile()])
    await all.fail()
    all.uploader.add([oneFile('b.txt')])
    expect(all.loads()).toBe(2)
    expect(statuses(all)).toEqual(['paused', 'paused'])
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'done'])
  })

  it('allows pausing, resuming, cancelling and removing in the meantime', async () => {
    const all = setUp()
    const { accepted } = all.uploader.add(['a', 'b', 'c', 'd'].map(oneFile))
    await all.fail()
    const [a = '', b = '', c = '', d = ''] = accepted
    all.uploader.pause([a, d])
    all.uploader.cancel(b)
    all.uploader.remove(c)
    all.uploader.resume(d)
    expect(all.uploader.getSnapshot().uploads).toMatchObject([
      { status: 'paused', by: 'user' },
      { status: 'cancelled' },
      { status: 'paused', by: 'offline' },
    ])
    await all.arrive()
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['paused', 'cancelled', 'done'])
  })

  it('is no longer requested when nothing waits for it', async () => {
    const all = setUp()
    all.uploader.add([oneFile()])
    await all.fail()
    all.uploader.remove('all')
    await all.clock.advance(600_000)
    expect(all.loads()).toBe(1)
    expect(all.clock.pending).toBe(0)
  })

  it('is no longer requested after the uploader was destroyed', async () => {
    const all = setUp()
    all.uploader.add([oneFile()])
    await all.fail()
    all.uploader.destroy()
    all.connection.setOnline(true)
    await all.clock.advance(600_000)
    expect(all.loads()).toBe(1)
    expect(all.clock.pending).toBe(0)
  })
})

describe('preload', () => {
  it('loads the code once, and starts nothing', async () => {
    const all = setUp()
    const subscribe = vi.spyOn(all.connection, 'subscribe')
    const onLeave = vi.spyOn(all.page, 'onLeave')
    const both = [all.uploader.preload(), all.uploader.preload()]
    expect(all.loads()).toBe(1)
    await all.arrive()
    await Promise.all(both)
    await all.uploader.preload()
    expect(all.loads()).toBe(1)
    expect(subscribe).not.toHaveBeenCalled()
    expect(onLeave).not.toHaveBeenCalled()
    expect(all.clock.pending).toBe(0)
  })

  it('lets the next file start in the same task', async () => {
    const all = setUp()
    void all.uploader.preload()
    await all.arrive()
    all.uploader.add([oneFile()])
    await Promise.resolve()
    expect(statuses(all)).toEqual(['inspecting'])
  })

  it('resolves when loading failed, plans no further attempt, and tries again when called again', async () => {
    const all = setUp()
    const preloaded = all.uploader.preload()
    await all.fail()
    await expect(preloaded).resolves.toBeUndefined()
    await all.clock.advance(600_000)
    expect(all.loads()).toBe(1)
    const again = all.uploader.preload()
    expect(all.loads()).toBe(2)
    await all.arrive()
    await again
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
  })

  it('does nothing after destroy', async () => {
    const all = setUp()
    all.uploader.destroy()
    await all.uploader.preload()
    expect(all.loads()).toBe(0)
  })

  it('does nothing on a server', async () => {
    vi.unstubAllGlobals()
    const all = setUp()
    await all.uploader.preload()
    expect(all.loads()).toBe(0)
  })
})
