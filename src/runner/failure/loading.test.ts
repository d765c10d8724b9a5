import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import type { LazyCode } from '../lazy/LazyCode.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { rareCode } from '../../lazy/rareCode.js'
import { loadChunk } from '../../shared/loading/loadChunk.js'

interface Loading extends EngineUnderTest {
  readonly loads: () => number
}

/** Code of this kind that fails to load the first times. */
function setUp(failedLoads: number, setup: EngineSetup = {}): Loading {
  let loads = 0
  const loadRareCode: LazyCode['loadRareCode'] = () =>
    loadChunk('the code', async () => {
      loads += 1
      if (loads <= failedLoads) throw new TypeError('Failed to fetch dynamically imported module')
      return rareCode
    })
  return { ...setUpEngine({ ...setup, lazyCode: { loadRareCode } }), loads: () => loads }
}

const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]
const refused = { kind: 'refused', refusal: { status: 403, code: 'AccessDenied' } } as const

describe('code that few uploads need', () => {
  it('is not loaded while everything goes as planned', async () => {
    const all = setUp(0)
    all.uploader.add([createFakeFile('a.txt')], { restrictions: { accept: 'text/*' } })
    await all.clock.advance(10_000)
    expect(shown(all)?.status).toBe('done')
    expect(all.loads()).toBe(0)
  })

  it('shows as a lost connection if it cannot be loaded, and sends nothing before the failure is judged', async () => {
    const all = setUp(3, { transport: { outcomes: () => refused } })
    all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(100)
    expect(shown(all)).toMatchObject({ status: 'paused', by: 'offline', at: 'sending' })
    await all.clock.advance(6_000)
    expect(all.loads()).toBe(3)
    expect(all.transport.requests).toHaveLength(1)
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'storage-refused' } })
    // A refusal gets one new ticket.
    expect(all.transport.requests).toHaveLength(2)
    expect(all.clock.pending).toBe(0)
  })

  it('does not blame the file for a failure without a connection, although it is judged later', async () => {
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 2 } as const
    const all = setUp(1, { transport: { bytesPerSecond: 1, outcomes: [broken] } })
    all.uploader.add([createFakeFile('a.txt', 'hello')])
    await all.clock.advance(1_000)
    all.connection.setOnline(false)
    await all.clock.advance(2_000)
    expect(shown(all)).toMatchObject({ status: 'paused', by: 'offline' })
    all.connection.setOnline(true)
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done', attempt: 1 })
  })

  it('leaves a file alone that may be registered, while it cannot be loaded', async () => {
    const error = (): Error => Object.assign(new Error('gone'), { status: 502 })
    const all = setUp(99, { backend: { fail: { confirm: [{ nth: 1, isAnswerLost: true, error }] } } })
    const { accepted } = all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(5_000)
    expect(shown(all)).toMatchObject({ status: 'paused', by: 'offline', at: 'confirming' })
    all.uploader.cancel(accepted)
    await all.clock.advance(1_000)
    expect(all.backend.files).toHaveLength(1)
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('reads a file once, although it cannot decide yet whether the accept list names its type', async () => {
    const all = setUp(2, { inspector: { facts: () => ({ sniffedType: 'video/mp4' }) } })
    all.uploader.add([createFakeFile('a.m4a', 'sound', 'audio/x-m4a')], {
      restrictions: { accept: 'audio/*' },
    })
    await all.clock.advance(60_000)
    expect(shown(all)?.status).toBe('done')
    expect(all.inspector.inspected).toHaveLength(1)
    expect(all.loads()).toBe(3)
  })

  it('may be cancelled while the upload waits for it', async () => {
    const all = setUp(99, { transport: { outcomes: () => refused } })
    const { accepted } = all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(5_000)
    all.uploader.cancel(accepted)
    await all.clock.advance(60_000)
    expect(shown(all)?.status).toBe('cancelled')
    expect(all.clock.pending).toBe(0)
  })
})

describe('code that reads files', () => {
  const codeMissing = (): never => {
    throw Object.assign(new Error('Not found.'), { name: 'ChunkLoadError' })
  }

  it('is asked for by a few files, not by thousands, while it cannot be loaded', async () => {
    let isThere = false
    const all = setUpEngine({ inspector: { facts: () => (isThere ? {} : codeMissing()) } })
    all.uploader.add(Array.from({ length: 300 }, (_, index) => createFakeFile(`${index}.txt`)))
    await all.clock.advance(60_000)
    expect(all.inspector.inspected.length).toBeLessThan(60)
    const { uploads } = all.uploader.getSnapshot()
    expect(uploads.some((upload) => upload.status === 'paused' && upload.by === 'offline')).toBe(true)
    isThere = true
    await all.clock.advance(120_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(300)
    expect(all.clock.pending).toBe(0)
  })

  it('is asked for at once when the page is online again', async () => {
    let isThere = false
    const all = setUpEngine({ inspector: { facts: () => (isThere ? {} : codeMissing()) } })
    all.uploader.add(Array.from({ length: 20 }, (_, index) => createFakeFile(`${index}.txt`)))
    await all.clock.advance(20_000)
    all.connection.setOnline(false)
    isThere = true
    all.connection.setOnline(true)
    await all.clock.advance(100)
    expect(all.uploader.getSnapshot().totals.done).toBe(20)
  })

  it('leaves no timer behind when the files that wait for it are removed', async () => {
    const all = setUpEngine({ inspector: { facts: codeMissing } })
    all.uploader.add(Array.from({ length: 20 }, (_, index) => createFakeFile(`${index}.txt`)))
    await all.clock.advance(5_000)
    all.uploader.remove('all')
    expect(all.clock.pending).toBe(0)
  })
})
