import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'
import type { Metadata } from '../contract/json.js'

describe('files of equal bytes', () => {
  const countTransfers = async (one: object, other: object): Promise<number> => {
    const all = setUpEngine({ transport: { bytesPerSecond: 10 } })
    for (const metadata of [one, other] as Metadata[]) all.uploader.add([createFakeFile('a.txt')], { metadata })
    await all.clock.advance(5000)
    return all.transport.requests.length
  }

  it('share one transfer whatever order the keys of their metadata have', async () => {
    expect(await countTransfers({ a: [1, { b: 2, c: 3 }], d: 4 }, { d: 4, a: [1, { c: 3, b: 2 }] })).toBe(1)
  })

  it('are sent separately if their metadata differs within a list or in a date', async () => {
    expect(await countTransfers({ a: [1, 2] }, { a: [2, 1] })).toBe(2)
    expect(await countTransfers({ at: new Date(0) }, { at: new Date(1) })).toBe(2)
  })
})

describe('a leader whose next prepare returns another file', () => {
  it('lets the files that waited for it continue with their own bytes', async () => {
    const prepared = ['AAAA', 'AAAA', 'BBBB', 'AAAA']
    const all = setUpEngine({
      backend: { fail: { confirm: [{ nth: 1, error: () => new UploadError('not-verified', 'No such bytes.') }] } },
      transport: { bytesPerSecond: 40 },
      options: { prepare: (file) => createFakeFile(file.name, prepared.shift()) },
    })
    const [leader = '', twin = ''] = all.uploader.add([createFakeFile('a.txt'), createFakeFile('b.txt')]).accepted
    await all.clock.advance(20)
    expect(all.uploader.getUpload(twin)).toMatchObject({ status: 'queued', twinOf: leader })
    await all.clock.advance(5000)
    const [late = ''] = all.uploader.add([createFakeFile('b.txt')]).accepted
    await all.clock.advance(5000)
    expect(all.uploader.getUpload(leader)).toMatchObject({ status: 'done', outcome: 'uploaded' })
    expect(all.uploader.getUpload(twin)).toMatchObject({ status: 'done', outcome: 'uploaded' })
    expect(all.uploader.getUpload(late)).toMatchObject({ status: 'done', outcome: 'existing' })
    const texts = await Promise.all(Array.from(all.transport.objects.values(), (object) => object.text()))
    expect(texts.toSorted()).toEqual(['AAAA', 'BBBB'])
  })
})
