import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { DoneUpload } from '../../contract/upload.js'

interface Watching extends EngineUnderTest {
  readonly id: string
  /** The state and text of each `storedChanged`. */
  readonly changes: readonly string[]
  /** When `get` was called, in milliseconds after the upload was done. */
  readonly askedAfterMs: () => readonly number[]
}

/** Uploads a file that the backend processes afterwards. */
async function upload(setup: EngineSetup = {}): Promise<Watching> {
  const asked: number[] = []
  const all: EngineUnderTest = setUpEngine({
    ...setup,
    backend: {
      processes: true,
      ...setup.backend,
      gate: (call) => {
        if (call.name === 'get') asked.push(all.clock.now())
        return setup.backend?.gate?.(call)
      },
    },
  })
  const changes: string[] = []
  all.uploader.on('storedChanged', ({ upload: { stored } }) => changes.push([stored.state, stored.stateText].join(' ')))
  let doneAt = 0
  all.uploader.on('done', () => (doneAt = all.clock.now()))
  const [id = ''] = all.uploader.add([createFakeFile('a.mp4', 'a')]).accepted
  await all.clock.advance(0)
  await vi.dynamicImportSettled()
  return { ...all, id, changes, askedAfterMs: () => asked.map((at) => at - doneAt) }
}

const storedOf = ({ uploader }: EngineUnderTest, id: string): StoredFile =>
  (uploader.getUpload(id) as DoneUpload).stored

describe('an upload whose file the backend still processes', () => {
  it('is done, counts, and settles', async () => {
    const all = await upload()
    const { done } = await all.uploader.whenSettled()
    expect(done).toMatchObject([{ id: all.id, stored: { state: 'processing' } }])
    expect(all.uploader.getSnapshot().totals).toMatchObject({ done: 1, progress: 1 })
  })

  it('gets its new stored file, and says so once', async () => {
    const all = await upload()
    all.backend.setState('file-1', 'ready')
    await all.clock.advance(999)
    const listener = vi.fn<() => void>()
    all.uploader.subscribe(listener)
    await all.clock.advance(1)
    expect(storedOf(all, all.id)).toMatchObject({ id: 'file-1', state: 'ready' })
    expect(all.changes).toEqual(['ready '])
    expect(listener).toHaveBeenCalledOnce()
    await all.clock.advance(3_600_000)
    expect(all.backend.callsOf('get')).toHaveLength(1)
    expect([all.changes.length, all.clock.pending]).toEqual([1, 0])
  })

  it('stays done when the backend rejects its file, with the words of the backend', async () => {
    const all = await upload()
    all.backend.setState('file-1', 'rejected', 'A virus was found.')
    await all.clock.advance(1_000)
    expect(all.uploader.getUpload(all.id)).toMatchObject({
      status: 'done',
      outcome: 'uploaded',
      stored: { state: 'rejected', stateText: 'A virus was found.' },
    })
    expect(all.uploader.getSnapshot().totals).toMatchObject({ done: 1, failed: 0, progress: 1 })
  })

  it('is told when only the words of the backend have changed', async () => {
    const all = await upload()
    all.backend.setState('file-1', 'processing', '50 %')
    await all.clock.advance(1_000)
    await all.clock.advance(2_000)
    all.backend.setState('file-1', 'ready')
    await all.clock.advance(4_000)
    expect(all.changes).toEqual(['processing 50 %', 'ready '])
  })

  it('asks after 1, 2, 4, 8, 16 and then every 30 seconds, for ten minutes', async () => {
    const all = await upload()
    await all.clock.advance(3_600_000)
    const pauses = all.askedAfterMs().map((at, index, times) => (at - (times[index - 1] ?? 0)) / 1000)
    expect(pauses).toEqual([1, 2, 4, 8, 16, ...Array.from({ length: 18 }, () => 30)])
    expect(all.clock.pending).toBe(0)
  })

  it('asks no more often and no longer, however long the calls take and how often they fail', async () => {
    const call = fc.record({ takesMs: fc.integer({ min: 0, max: 40_000 }), fails: fc.boolean() })
    const property = fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 30 }), async (script) => {
      const ends: number[] = []
      const all = await upload({
        backend: {
          latencyMs: ({ name, nth }) => (name === 'get' ? script[(nth - 1) % script.length]!.takesMs : 0),
          fail: {
            get: script.flatMap(({ fails }, index) =>
              fails ? [{ nth: index + 1, error: Object.assign(new Error('no'), { status: 503 }) }] : [],
            ),
          },
        },
      })
      const { calls } = all.backend
      await all.clock.advance(3_600_000)
      const asked = all.askedAfterMs()
      for (const [index, at] of asked.entries()) {
        const took = Math.min(30_000, script[index % script.length]!.takesMs)
        ends.push(at + took)
        const least = Math.min(30_000, 1_000 * 2 ** index)
        expect(at - (ends[index - 1] ?? 0)).toBe(least)
      }
      expect(asked.at(-1)).toBeLessThanOrEqual(600_000)
      expect(all.clock.pending).toBe(0)
      expect(calls.every(({ outcome }) => outcome !== 'pending')).toBe(true)
    })
    await fc.assert(property, { numRuns: 25 })
  })

  it('waits as long as the server asks for', async () => {
    const busy = Object.assign(new Error('busy'), { status: 429, retryAfterSeconds: 100 })
    const all = await upload({ backend: { fail: { get: [{ nth: 1, error: busy }] } } })
    await all.clock.advance(100_000)
    expect(all.askedAfterMs()).toEqual([1_000])
    await all.clock.advance(1_000)
    expect(all.askedAfterMs()).toEqual([1_000, 101_000])
  })

  it.each([404, 410])('is not asked for again after status %i: the file is gone', async (status) => {
    const gone = Object.assign(new Error('gone'), { status })
    const all = await upload({ backend: { fail: { get: [{ error: gone }] } } })
    await all.clock.advance(3_600_000)
    expect([all.backend.callsOf('get').length, all.clock.pending]).toEqual([1, 0])
  })

  it('is not asked for while the page is offline, and that time does not count', async () => {
    const all = await upload()
    all.connection.setOnline(false)
    await all.clock.advance(3_600_000)
    expect(all.askedAfterMs()).toEqual([])
    all.connection.setOnline(true)
    await all.clock.advance(0)
    expect(all.askedAfterMs()).toEqual([3_600_000])
    await all.clock.advance(3_600_000)
    expect(all.askedAfterMs()).toHaveLength(23)
  })

  it('is not asked for once its row is removed, and a late answer is ignored', async () => {
    const gate = Promise.withResolvers<void>()
    const all = await upload({ backend: { gate: ({ name }) => (name === 'get' ? gate.promise : undefined) } })
    await all.clock.advance(1_000)
    all.uploader.remove(all.id)
    gate.resolve()
    await all.clock.advance(3_600_000)
    expect([all.backend.callsOf('get').length, all.changes, all.clock.pending]).toEqual([1, [], 0])
  })

  it('is not asked for once the uploader is destroyed', async () => {
    const all = await upload()
    all.uploader.destroy()
    await all.clock.advance(3_600_000)
    expect([all.backend.callsOf('get'), all.clock.pending]).toEqual([[], 0])
  })

  it('is not asked for while it is sent again', async () => {
    const all = await upload({
      backend: { gate: ({ name, nth }) => (name === 'ticket' && nth === 2 ? new Promise(() => {}) : undefined) },
    })
    all.uploader.retry(all.id, { from: 'ticket' })
    await all.clock.advance(20_000)
    expect(all.backend.callsOf('get')).toEqual([])
  })

  it('is asked for once if two uploads have become the same file, and both get it', async () => {
    const all = setUpEngine({ backend: { processes: true } })
    const ids = all.uploader.add([createFakeFile('a.mp4', 'a'), createFakeFile('a.mp4', 'a')]).accepted
    await all.clock.advance(0)
    await vi.dynamicImportSettled()
    all.backend.setState('file-1', 'ready')
    await all.clock.advance(1_000)
    expect(ids.map((id) => storedOf(all, id).state)).toEqual(['ready', 'ready'])
    expect(all.backend.callsOf('get')).toHaveLength(1)
  })

  it('is asked for with a few calls at once, however many there are', async () => {
    const opened: (() => void)[] = []
    const gate = (): Promise<void> => new Promise((resolve) => opened.push(resolve))
    const all = setUpEngine({ backend: { processes: true, gate: ({ name }) => (name === 'get' ? gate() : undefined) } })
    all.uploader.addStored(Array.from({ length: 10 }, (_, index) => ({ id: `${index}`, state: 'processing' })))
    await vi.dynamicImportSettled()
    await all.clock.advance(1_000)
    expect(opened).toHaveLength(4)
    opened[0]?.()
    await all.clock.advance(0)
    expect(opened).toHaveLength(5)
  })

  it('is watched if it comes from addStored', async () => {
    const files: StoredFile[] = [{ id: 'kept', state: 'processing' }]
    const all = setUpEngine({ backend: { files } })
    const [id = ''] = all.uploader.addStored(files)
    all.backend.setState('kept', 'ready')
    await vi.dynamicImportSettled()
    await all.clock.advance(1_000)
    expect(all.uploader.getUpload(id)).toMatchObject({ outcome: 'initial', stored: { state: 'ready' } })
  })

  it('is not watched by a backend that can neither watch nor get', async () => {
    const all = await upload({ backend: { lists: false } })
    await all.clock.advance(3_600_000)
    expect([storedOf(all, all.id).state, all.clock.pending]).toEqual(['processing', 0])
  })

  it('keeps its state when the backend answers with another file', async () => {
    const all = await upload()
    vi.spyOn(all.backend, 'get').mockImplementation(async () => ({ id: 'another', state: 'ready' }))
    await all.clock.advance(10_000)
    expect([storedOf(all, all.id).state, all.changes]).toEqual(['processing', []])
  })
})

describe('a backend that can watch', () => {
  const watching = { backend: { watches: true } }

  it('is asked to watch once, reports changes, and is told when it may end', async () => {
    const all = await upload(watching)
    await all.clock.advance(0)
    expect(all.backend.watchedIds).toEqual(['file-1'])
    all.backend.setState('file-1', 'processing', 'nearly')
    await all.clock.advance(0)
    expect(all.backend.watchedIds).toEqual(['file-1'])
    all.backend.setState('file-1', 'ready')
    await all.clock.advance(0)
    expect(all.changes).toEqual(['processing nearly', 'ready '])
    expect(all.backend.watchedIds).toEqual([])
    await all.clock.advance(3_600_000)
    expect(all.backend.callsOf('get')).toEqual([])
  })

  it('is no longer asked once the row is removed or the uploader destroyed', async () => {
    for (const end of ['remove', 'destroy'] as const) {
      const all = await upload(watching)
      await all.clock.advance(0)
      if (end === 'remove') all.uploader.remove(all.id)
      else all.uploader.destroy()
      await all.clock.advance(0)
      expect(all.backend.watchedIds).toEqual([])
    }
  })

  it('is replaced by get once its source is lost, however often it says so', async () => {
    const all = await upload(watching)
    await all.clock.advance(20_000)
    all.backend.loseWatch('file-1')
    all.backend.loseWatch('file-1')
    await all.clock.advance(3_000)
    expect(all.askedAfterMs()).toEqual([21_000, 23_000])
  })

  it('is replaced by get if it throws', async () => {
    const all = await upload(watching)
    all.uploader.remove(all.id)
    vi.spyOn(all.backend, 'watch').mockImplementation(() => {
      throw new Error('no')
    })
    all.uploader.addStored([{ id: 'file-1', state: 'processing' }])
    await all.clock.advance(1_000)
    expect(all.backend.callsOf('get')).toHaveLength(1)
  })
})
