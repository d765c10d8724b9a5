import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { loadChunk } from '../../shared/loading/loadChunk.js'
import { Gathering } from './Gathering.js'

interface Loading extends EngineUnderTest {
  readonly loads: () => number
}

/** Code for calls for many that fails to load the first times. */
function setUp(failures: number, gathers = true): Loading {
  let loads = 0
  const loadGathering = (): Promise<typeof Gathering> =>
    loadChunk('the code', async () => {
      loads += 1
      if (loads <= failures) throw new TypeError('Failed to fetch dynamically imported module')
      return Gathering
    })
  return { ...setUpEngine({ backend: { gathers }, lazyCode: { loadGathering } }), loads: () => loads }
}

const files = (count: number) => Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`))

describe('the code for calls for many', () => {
  it('is not loaded for a backend that takes one upload in each call', async () => {
    const all = setUp(0, false)
    all.uploader.add(files(2))
    await all.clock.advance(10_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(2)
    expect(all.loads()).toBe(0)
  })

  it('shows as a lost connection if it cannot be loaded, and is requested again', async () => {
    const all = setUp(4)
    all.uploader.add(files(1))
    await all.clock.advance(100)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'paused', by: 'offline', at: 'requesting' })
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done', attempt: 1 })
    expect(all.clock.pending).toBe(0)
  })

  it('is asked for by a few files, not by thousands, while it cannot be loaded', async () => {
    let isThere = false
    const all = setUpEngine({
      backend: { gathers: true },
      lazyCode: {
        loadGathering: () =>
          loadChunk('the code', async () => {
            if (!isThere) throw new TypeError('Failed to fetch dynamically imported module')
            return Gathering
          }),
      },
    })
    all.uploader.add(files(300))
    await all.clock.advance(60_000)
    expect(all.inspector.inspected.length).toBeLessThan(60)
    isThere = true
    await all.clock.advance(120_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(300)
    expect(all.clock.pending).toBe(0)
  })
})
