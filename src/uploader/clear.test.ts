import { describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'
import type { AddOptions } from '../contract/uploader.js'

const namesIn = ({ uploader }: EngineUnderTest): readonly string[] =>
  uploader.getSnapshot().uploads.map(({ name }) => name)

function add({ uploader }: EngineUnderTest, name: string, options?: AddOptions): string {
  const [id] = uploader.add([createFakeFile(name, name)], options).accepted
  if (id === undefined) throw new Error(`${name} was turned away.`)
  return id
}

/** One row of each kind: initial, done, failed (its bytes are stored), cancelled, paused. */
async function setUpRows() {
  const all = setUpEngine({
    backend: {
      fail: {
        confirm: [
          {
            fileName: 'failed.txt',
            error: new UploadError('forbidden', 'No.', { status: 403, retry: { when: 'by-hand', from: 'call' } }),
          },
        ],
      },
    },
  })
  const [initial] = all.uploader.addStored([{ id: 'kept', name: 'initial.txt' }])
  const ids = {
    initial: initial ?? '',
    done: add(all, 'done.txt'),
    failed: add(all, 'failed.txt'),
    cancelled: add(all, 'cancelled.txt'),
    paused: add(all, 'paused.txt'),
  }
  all.uploader.cancel(ids.cancelled)
  all.uploader.pause(ids.paused)
  await all.clock.advance(60_000)
  expect(all.uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual([
    'done',
    'done',
    'failed',
    'cancelled',
    'paused',
  ])
  return { ...all, ids }
}

describe('clear', () => {
  it('removes what is done or cancelled, in the order of the list, and returns the ids', async () => {
    const all = await setUpRows()
    const removed: string[] = []
    all.uploader.on('removed', ({ id }) => removed.push(id))
    expect(all.uploader.clear()).toEqual([all.ids.done, all.ids.cancelled])
    expect(removed).toEqual([all.ids.done, all.ids.cancelled])
    expect(namesIn(all)).toEqual(['initial.txt', 'failed.txt', 'paused.txt'])
    expect(all.uploader.clear()).toEqual([])
  })

  it('notifies listeners once, however many rows it removes', async () => {
    const all = await setUpRows()
    const listener = vi.fn()
    all.uploader.subscribe(listener)
    all.uploader.clear({ statuses: ['done', 'failed', 'cancelled'] })
    await all.clock.advance(1000)
    expect(listener).toHaveBeenCalledOnce()
    expect(namesIn(all)).toEqual(['paused.txt'])
  })

  it('removes initial rows only if done is named', async () => {
    const all = await setUpRows()
    expect(all.uploader.clear({ statuses: ['done'] })).toEqual([all.ids.initial, all.ids.done])
  })

  it('removes nothing for an empty list of statuses', async () => {
    const all = await setUpRows()
    expect(all.uploader.clear({ statuses: [] })).toEqual([])
    expect(namesIn(all)).toHaveLength(5)
  })

  it('abandons what was stored when it clears what failed', async () => {
    const all = await setUpRows()
    expect(all.backend.callsOf('abandon')).toEqual([])
    expect(all.uploader.clear({ statuses: ['failed'] })).toEqual([all.ids.failed])
    await all.clock.advance(1000)
    expect(all.backend.callsOf('abandon').map(({ ids }) => ids)).toEqual([[all.ids.failed]])
  })

  it('clears one group alone, or rows with and without any group', async () => {
    const all = setUpEngine()
    const photo = add(all, 'photo', { group: 'photos' })
    const paper = add(all, 'paper', { group: 'papers' })
    const loose = add(all, 'loose')
    await all.clock.advance(1000)
    expect(all.uploader.clear({ group: 'photos' })).toEqual([photo])
    expect(all.uploader.clear()).toEqual([paper, loose])
  })

  it('frees places of maxFiles, and leaves rejections', async () => {
    const all = setUpEngine({ options: { restrictions: { maxFiles: 1 } } })
    add(all, 'first')
    expect(all.uploader.add([createFakeFile('second')]).rejected).toHaveLength(1)
    await all.clock.advance(1000)
    all.uploader.clear()
    expect(all.uploader.getSnapshot().rejections).toHaveLength(1)
    expect(all.uploader.add([createFakeFile('third')]).accepted).toHaveLength(1)
  })

  it('rejects a status of a running upload by name, and does nothing once the uploader is destroyed', async () => {
    const all = await setUpRows()
    const clear = all.uploader.clear.bind(all.uploader) as (options: unknown) => unknown
    expect(() => clear({ statuses: ['sending'] })).toThrow(/statuses must be a list .*it is \['sending'\]/)
    expect(() => clear({ statuses: 'done' })).toThrow(TypeError)
    expect(() => clear({ statuses: null })).toThrow(TypeError)
    all.uploader.destroy()
    expect(all.uploader.clear()).toEqual([])
  })
})
