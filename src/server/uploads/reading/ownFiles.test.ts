import { describe, expect, it, vi } from 'vitest'
import { announce, startUploads } from '../../../../test/server/startUploads.ts'
import type { DescribeFilesOptions } from '../../http/describeFile.ts'
import type { Registered } from '../../options/UploadsOptions.ts'
import type { Profiles } from '../profile/Profile.ts'

describe('describeFiles', () => {
  it('has the files in the order of the ids, each of them once', async () => {
    const { as, uploads } = startUploads()
    const ann = as('ann')
    const [a, b] = [await ann.upload('a', announce('a', { name: 'a' })), await ann.upload('b')]
    const files = await uploads.describeFiles('ann', [b.id, a.id, b.id])
    expect(files.map(({ id }) => id)).toEqual([b.id, a.id])
    expect(files[1]).toMatchObject({ name: 'a', size: 1, type: 'text/plain', metadata: {} })
    expect(await uploads.describeFiles('ann', [])).toEqual([])
  })

  it('leaves out what does not exist, and what belongs to another owner', async () => {
    const { as, uploads } = startUploads()
    const [a, b] = [await as('ann').upload('a'), await as('bob').upload('b')]
    const files = await uploads.describeFiles('ann', [b.id, 'unknown', '\0', a.id])
    expect(files.map(({ id }) => id)).toEqual([a.id])
  })

  it('leaves out what belongs to another profile, if one is named', async () => {
    const profiles = { photos: { maxSizeBytes: 100 }, avatars: { maxSizeBytes: 5 } }
    const { as, uploads, store } = startUploads({ profiles })
    const ann = as('ann')
    const upload = async (content: string, profile: string): Promise<string> => {
      const file = announce(content)
      const ticket = await ann.ticket(file, { profile })
      store.send(ticket.url, content)
      return (await ann.confirm(file, ticket.reference)).file.id
    }
    const [large, small] = [await upload('too large', 'photos'), await upload('small', 'avatars')]
    const idsOf = async (options?: DescribeFilesOptions): Promise<readonly string[]> =>
      (await uploads.describeFiles('ann', [large, small], options)).map(({ id }) => id)
    expect(await idsOf({ profile: 'avatars' })).toEqual([small])
    expect(await idsOf({ profile: 'photos' })).toEqual([large])
    expect(await idsOf()).toEqual([large, small])
  })

  it.each([{ profile: 'avatar' }, { profile: undefined }, { profil: 'any' }, {}])(
    'refuses %o, which names no profile that there is',
    async (options) => {
      const { uploads } = startUploads()
      const describing = uploads.describeFiles('ann', [], options as DescribeFilesOptions)
      await expect(describing).rejects.toThrow(/^describeFiles: the option 'profile' must be one of any\. It is /)
    },
  )

  it('has what the calls answer, with URLs, previews and the state', async () => {
    const { as, uploads } = startUploads({
      previews: async () => [{ width: 320, type: 'image/webp', bytes: new Uint8Array(8) }],
      waitUntil: (work) => void made.push(work),
      fileState: () => ({ state: 'processing' }),
    })
    const made: Promise<unknown>[] = []
    const image = { width: 640, height: 480 }
    const ann = as('ann')
    const { id } = await ann.upload('x', announce('x', { type: 'image/png', image }))
    await Promise.all(made)
    const [file] = await uploads.describeFiles('ann', [id])
    expect(file).toMatchObject({
      url: expect.stringContaining('https://storage.test/'),
      urlExpiresInSeconds: expect.any(Number),
      previews: [{ width: 320, url: expect.stringContaining('https://storage.test/') }],
      state: 'processing',
    })
    expect((await ann.call('GET', `/files/${id}`)).body.file).toEqual(file)
  })

  it('prepares the records by itself', async () => {
    await expect(startUploads().uploads.describeFiles('ann', ['1'])).resolves.toEqual([])
    await expect(startUploads().uploads.deleteFiles('ann', ['1'])).resolves.toBeUndefined()
  })
})

describe('deleteFiles', () => {
  it("deletes the owner's files and their objects, and ignores the other ids", async () => {
    const { as, uploads, store } = startUploads()
    const [ann, bob] = [as('ann'), as('bob')]
    const [a, b] = [await ann.upload('a'), await bob.upload('b')]
    await uploads.deleteFiles('ann', ['unknown', a.id, b.id, a.id])
    expect((await ann.list()).files).toEqual([])
    expect((await bob.list()).files).toHaveLength(1)
    expect(store.objects.size).toBe(1)
  })

  it('is done even if storage does not answer', async () => {
    const { as, uploads, store, errors } = startUploads()
    const { id } = await as('ann').upload('a')
    store.remove = () => Promise.reject(new Error('no answer'))
    await uploads.deleteFiles('ann', [id])
    expect(await uploads.describeFiles('ann', [id])).toEqual([])
    expect(errors.map(({ call }) => call)).toEqual(['deleteFile'])
  })
})

it.each(['', 'a\0b', '\ud800'])('neither call takes the owner %j', async (owner) => {
  const { uploads } = startUploads()
  await expect(uploads.describeFiles(owner, [])).rejects.toThrow('describeFiles: the owner must be')
  await expect(uploads.deleteFiles(owner, [])).rejects.toThrow('deleteFiles: the owner must be')
})

describe('afterDeleted', () => {
  it('is called once for each file, over HTTP and from the app, when the file is gone', async () => {
    const found: unknown[] = []
    const afterDeleted = vi.fn<(deleted: Registered<Profiles>) => Promise<void>>(async () => {
      found.push(...(await as('ann').list()).files)
    })
    const { as, uploads } = startUploads({ afterDeleted })
    const ann = as('ann')
    const a = await ann.upload('a', announce('a', { name: 'a.txt', metadata: { ticket: '7' } }))
    await ann.call('DELETE', `/files/${a.id}`)
    await ann.call('DELETE', `/files/${a.id}`)
    const b = await ann.upload('b')
    await uploads.deleteFiles('ann', [b.id, b.id, 'unknown'])
    expect(afterDeleted.mock.calls).toMatchObject([
      [{ profile: 'any', file: { id: a.id, owner: 'ann', name: 'a.txt', metadata: { ticket: '7' } } }],
      [{ profile: 'any', file: { id: b.id } }],
    ])
    expect(found).toEqual([])
  })

  it('is called once if two calls delete a file at the same time', async () => {
    const afterDeleted = vi.fn<() => void>()
    const { as, uploads } = startUploads({ afterDeleted })
    const { id } = await as('ann').upload('a')
    await Promise.all([uploads.deleteFiles('ann', [id]), as('ann').call('DELETE', `/files/${id}`)])
    expect(afterDeleted).toHaveBeenCalledTimes(1)
  })

  it("is not called for another owner's file", async () => {
    const afterDeleted = vi.fn<() => void>()
    const { as, uploads } = startUploads({ afterDeleted })
    const { id } = await as('ann').upload('a')
    expect((await as('bob').call('DELETE', `/files/${id}`)).status).toBe(404)
    await uploads.deleteFiles('bob', [id])
    expect(afterDeleted).not.toHaveBeenCalled()
  })

  it('reports an error, which does not fail the call', async () => {
    const { as, uploads, errors, store } = startUploads({
      afterDeleted: () => {
        throw new Error('the database is down')
      },
    })
    const ann = as('ann')
    const [a, b] = [await ann.upload('a'), await ann.upload('b')]
    expect((await ann.call('DELETE', `/files/${a.id}`)).status).toBe(204)
    await uploads.deleteFiles('ann', [b.id])
    expect(errors.map(({ call }) => call)).toEqual(['afterDeleted', 'afterDeleted'])
    expect(store.objects.size).toBe(0)
  })
})
