import { describe, expect, it, vi } from 'vitest'
import type { Prepare, PrepareContext } from '../../contract/options.js'
import { UploadError } from '../../errors/UploadError.js'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { createFakeRecovery } from '../../testing/fakes/fakeRecovery.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'

const photo = (size = 1000) => createFakeFile('photo.heic', 'x'.repeat(size), 'image/heic')
const small = (name = 'photo.jpg', size = 10) => createFakeFile(name, 'y'.repeat(size), 'image/jpeg')
const shown = ({ uploader }: EngineUnderTest, index = 0) => uploader.getSnapshot().uploads[index]

function setUp(prepare: Prepare, { options, ...rest }: EngineSetup = {}): EngineUnderTest {
  return setUpEngine({ ...rest, options: { prepare, ...options } })
}

/** A `prepare` that the test carries on by hand. */
function createManual(): {
  readonly prepare: Prepare
  readonly context: () => PrepareContext
  readonly finish: (file: File) => void
} {
  const { promise, resolve } = Promise.withResolvers<File>()
  let given: PrepareContext | undefined
  const context = (): PrepareContext => {
    if (!given) throw new Error('prepare was not called.')
    return given
  }
  return {
    prepare: (_file, own) => {
      given = own
      return promise
    },
    context,
    finish: resolve,
  }
}

describe('an upload whose app prepares files', () => {
  it('tells what was picked and what prepare noted, each code once', async () => {
    const all = setUp((_file, { note }) => {
      for (const code of ['gain-map-lost', 'mine', 'gain-map-lost']) note(code)
      return small()
    })
    all.uploader.add([photo()])
    await all.clock.advance(1000)
    expect(shown(all)).toMatchObject({
      status: 'done',
      name: 'photo.jpg',
      size: 10,
      type: 'image/jpeg',
      picked: { name: 'photo.heic', size: 1000, type: 'image/heic' },
      notes: ['gain-map-lost', 'mine'],
    })
  })

  it('tells of no other file if prepare returns the one that was picked', async () => {
    const all = setUp((file) => file)
    all.uploader.add([photo()])
    await all.clock.advance(1000)
    expect(shown(all)).toMatchObject({ status: 'done', name: 'photo.heic' })
    expect(shown(all)).not.toHaveProperty('picked')
    expect(shown(all)).not.toHaveProperty('notes')
  })

  it('shows the progress of prepare, which never falls, and not what is reported after its end', async () => {
    const manual = createManual()
    const all = setUp(manual.prepare, { inspector: { latencyMs: 1000 } })
    all.uploader.add([photo()])
    await all.clock.advance(10)
    expect(shown(all)).toMatchObject({ status: 'inspecting', inspectedBytes: 0, isPreparing: true })
    const { onProgress, note } = manual.context()
    for (const fraction of [0.5, 0.25, Number.NaN, -1]) onProgress(fraction)
    expect(shown(all)).toMatchObject({ inspectedBytes: 450, isPreparing: true })
    onProgress(7)
    expect(shown(all)).toMatchObject({ inspectedBytes: 900 })
    manual.finish(small())
    await all.clock.advance(10)
    expect(shown(all)).toMatchObject({ status: 'inspecting', size: 10, inspectedBytes: 9 })
    expect(shown(all)).not.toHaveProperty('isPreparing')
    onProgress(1)
    note('late')
    await all.clock.advance(10_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(shown(all)).not.toHaveProperty('notes')
  })

  it.each([
    ['another', 'z'.repeat(20), 0],
    ['an equal', 'y'.repeat(10), 10],
  ])('knows of %s file of a second attempt what was sent of it', async (_which, content, sentBytes) => {
    const files = [small(), createFakeFile('photo.jpg', content, 'image/jpeg')]
    const error = () => new UploadError('not-verified', 'No such bytes.')
    const all = setUp(() => files.shift() ?? small(), {
      backend: { fail: { confirm: [{ nth: 1, error }] } },
      inspector: { latencyMs: 1000 },
    })
    all.uploader.add([photo()])
    await all.clock.advance(1001)
    for (let ms = 0; ms < 60_000 && shown(all)?.status !== 'inspecting'; ms += 10) await all.clock.advance(10)
    expect(files).toEqual([])
    expect(shown(all)).toMatchObject({ status: 'inspecting', sentBytes })
  })

  describe('is judged by what prepare returns', () => {
    it.each([
      ['accept', { accept: 'image/jpeg' }],
      ['maxSizeBytes', { maxSizeBytes: 10 }],
      ['maxTotalBytes', { maxTotalBytes: 10 }],
      ['check', { check: ({ size }: File) => (size > 10 ? [{ code: 'mine' }] : []) }],
    ])('with %s', async (_name, restrictions) => {
      const inspected = { inspector: { facts: () => ({ sniffedType: 'image/jpeg' }) } }
      const all = setUp(() => small(), { options: { restrictions }, ...inspected })
      expect(all.uploader.add([photo()]).rejected).toEqual([])
      await all.clock.advance(1000)
      expect(shown(all)?.status).toBe('done')

      const other = setUp(() => createFakeFile('b.txt', 'z'.repeat(11)), { options: { restrictions }, ...inspected })
      expect(other.uploader.add([photo()]).rejected).toEqual([])
      await other.clock.advance(1000)
      expect(shown(other)).toMatchObject({ status: 'failed', at: 'inspecting', error: { code: 'file-restricted' } })
      expect(other.inspector.inspected).toEqual([])
    })

    it('with the limits of the backend', async () => {
      const all = setUp(() => small())
      const check = ({ name }: File) => (name.endsWith('.heic') ? [{ code: 'no-heic' }] : [])
      all.uploader.setOptions({ backend: { ...all.backend, check } })
      all.uploader.add([photo()])
      await all.clock.advance(1000)
      expect(shown(all)?.status).toBe('done')
    })

    it('with maxTotalBytes, which the first of two files fills', async () => {
      const all = setUp(({ name }) => small(name), {
        options: { restrictions: { maxTotalBytes: 15 }, concurrency: { inspecting: 1 } },
      })
      all.uploader.add([photo(), createFakeFile('b.heic', 'z', 'image/heic')])
      await all.clock.advance(1000)
      expect(all.uploader.getSnapshot().uploads).toMatchObject([
        { status: 'done' },
        { status: 'failed', error: { code: 'file-restricted' } },
      ])
    })
  })

  it('is judged by maxPickedBytes before, and by nothing else', () => {
    const all = setUp((file) => file, { options: { restrictions: { maxPickedBytes: 1000, accept: '.txt' } } })
    const { accepted, rejected } = all.uploader.add([photo(1000), photo(1001)])
    expect(accepted).toHaveLength(1)
    expect(rejected).toMatchObject([{ reasons: [{ code: 'file-too-large', limit: 1000 }] }])
  })

  it('ignores maxPickedBytes where nothing is prepared', () => {
    const all = setUpEngine({ options: { restrictions: { maxPickedBytes: 10 } } })
    expect(all.uploader.add([photo()]).rejected).toEqual([])
  })
})

describe('a page that follows one whose app prepares files', () => {
  const prepare = vi.fn<Prepare>(() => small())

  async function leaveSending(keepsFiles: boolean) {
    const recovery = createFakeRecovery()
    const first = setUp(prepare, {
      backend: { scope: 'ann' },
      transport: { bytesPerSecond: 1 },
      options: { recovery },
    })
    first.uploader.add([photo()])
    await first.clock.advance(1000)
    expect(shown(first)).toMatchObject({ status: 'sending', name: 'photo.jpg' })
    return recovery.inNextPage({ keepsFiles })
  }

  it('prepares the file again that was picked', async () => {
    const recovery = await leaveSending(true)
    const next = setUp(prepare, { backend: { scope: 'ann' }, options: { recovery } })
    await next.uploader.recover()
    expect(shown(next)).toMatchObject({ name: 'photo.heic', size: 1000 })
    await next.clock.advance(1000)
    expect(shown(next)).toMatchObject({ status: 'done', name: 'photo.jpg', size: 10, picked: { name: 'photo.heic' } })
  })

  it('asks for the file that was picked, and recognises it under another name', async () => {
    const recovery = await leaveSending(false)
    const next = setUp(prepare, { backend: { scope: 'ann' }, options: { recovery } })
    const [id = ''] = await next.uploader.recover()
    expect(shown(next)).toMatchObject({ status: 'paused', by: 'file-missing', name: 'photo.heic', size: 1000 })
    expect(await next.uploader.provideFile(id, small())).toBe(false)
    expect(await next.uploader.provideFile(id, createFakeFile('renamed.heic', 'x'.repeat(1000)))).toBe(true)
    await next.clock.advance(1000)
    expect(shown(next)).toMatchObject({ status: 'done', name: 'photo.jpg' })
  })

  it('sends the file as it was picked if it prepares nothing', async () => {
    const recovery = await leaveSending(true)
    const next = setUpEngine({ backend: { scope: 'ann' }, options: { recovery } })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(shown(next)).toMatchObject({ status: 'done', name: 'photo.heic', size: 1000 })
    expect(next.transport.requests[0]?.body).toMatchObject({ size: 1000 })
  })
})

describe('a prepared upload whose file was changed on the disk', () => {
  it('takes the picked file again, not the one that prepare made', async () => {
    const prepare: Prepare = () => small()
    const facts = vi.fn(() => ({}))
    facts.mockImplementationOnce(() => {
      throw new UploadError('file-missing', 'It is gone.')
    })
    const all = setUp(prepare, { inspector: { facts } })
    const { accepted } = all.uploader.add([photo()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'file-missing' } })
    const [id = ''] = accepted
    expect(await all.uploader.provideFile(id, small())).toBe(false)
    expect(await all.uploader.provideFile(id, photo())).toBe(true)
    await all.clock.advance(1000)
    expect(shown(all)?.status).toBe('done')
  })
})
