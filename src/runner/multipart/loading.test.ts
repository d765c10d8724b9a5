import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import type { LazyCode } from '../lazy/LazyCode.js'
import { type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { loadChunk } from '../../shared/loading/loadChunk.js'
import { sendParts } from './sendParts.js'

const mebibyte = 1024 ** 2
const bigFile = (name = 'big.bin') => createFakeFile(name, new Uint8Array(12 * mebibyte).fill(name.length, 0, 1))
const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]

interface Loading extends EngineUnderTest {
  readonly loads: () => number
}

/** Code for parts that fails to load the first times. */
function setUp(failures: number, ticketKind: 'multipart' | 'put' = 'multipart'): Loading {
  let loads = 0
  const loadSendParts: LazyCode['loadSendParts'] = () =>
    loadChunk('the code', async () => {
      loads += 1
      if (loads <= failures) throw new TypeError('Failed to fetch dynamically imported module')
      return sendParts
    })
  return { ...setUpEngine({ backend: { ticketKind }, lazyCode: { loadSendParts } }), loads: () => loads }
}

describe('the code for parts', () => {
  it('is not loaded for a file that is sent in one piece', async () => {
    const all = setUp(0, 'put')
    all.uploader.add([bigFile()])
    await all.clock.advance(10_000)
    expect(shown(all)?.status).toBe('done')
    expect(all.loads()).toBe(0)
  })

  it('shows as a lost connection if it cannot be loaded, and is requested again after increasing delays', async () => {
    const all = setUp(2)
    all.uploader.add([bigFile()])
    await all.clock.advance(1)
    expect(shown(all)).toMatchObject({ status: 'paused', by: 'offline', at: 'sending' })
    await all.clock.advance(1_000)
    expect(all.loads()).toBe(2)
    await all.clock.advance(1_900)
    expect(all.loads()).toBe(2)
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done', attempt: 1 })
    expect(all.backend.callsOf('ticket')).toHaveLength(1)
    expect(all.clock.pending).toBe(0)
  })

  it('frees the transfer slot while it cannot be loaded', async () => {
    const all = setUp(3)
    all.uploader.setOptions({ concurrency: { sending: 1 } })
    all.uploader.add([bigFile(), bigFile('other.bin')])
    await all.clock.advance(1)
    expect(all.uploader.getSnapshot().uploads).toMatchObject([
      { status: 'paused', by: 'offline' },
      { status: 'paused', by: 'offline' },
    ])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().totals.done).toBe(2)
  })

  it('is requested at once when the connection is back', async () => {
    const all = setUp(1)
    all.uploader.add([bigFile()])
    await all.clock.advance(1)
    all.connection.setOnline(false)
    await all.clock.advance(100)
    expect(shown(all)).toMatchObject({ status: 'paused', by: 'offline', at: 'sending' })
    all.connection.setOnline(true)
    await all.clock.advance(500)
    expect(all.loads()).toBe(2)
    await all.clock.advance(60_000)
    expect(shown(all)?.status).toBe('done')
  })

  it('is no longer requested when the upload is cancelled', async () => {
    const all = setUp(1)
    all.uploader.add([bigFile()])
    await all.clock.advance(1)
    all.uploader.cancel('all')
    await all.clock.advance(600_000)
    expect(all.loads()).toBe(1)
    expect(all.clock.pending).toBe(0)
    expect(shown(all)?.status).toBe('cancelled')
  })
})
