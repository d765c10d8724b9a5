import { expect, it, onTestFinished, vi } from 'vitest'
import { createRestBackend } from '../../src/backends/rest.ts'
import { startFlow, type Flow } from '../server/flow/startFlow.ts'
import { makePhoto, makeText, renamed } from '../server/flow/files.ts'
import type { StoredFile } from '../../src/core.ts'
import type { UploadsOptions } from '../../src/server.ts'
import { describeUploads, type UploadsUnderTest } from './describeUploads.ts'

describeUploads('createUploads with the uploader', ({ start }) => {
  const open = (options: Partial<UploadsOptions> = {}, path = '/api/uploads'): UploadsUnderTest & Flow<StoredFile> => {
    const server = start(options)
    const backend = createRestBackend({
      url: `http://app.test${path}`,
      headers: { authorization: 'ann' },
      fetch: async (url, init) => server.uploads(new Request(url, init)),
    })
    return { ...server, ...startFlow(backend) }
  }

  it('stores many files, and recognises those that are there', async () => {
    const { upload, sent, ann } = open()
    const files = [await makePhoto(), ...Array.from({ length: 8 }, (_, index) => makeText(`${index}.txt`))]
    const first = await upload(files)
    expect([first.done.length, first.failed, sent.length]).toEqual([9, [], 9])
    const [photo] = files
    const again = await upload([...files, renamed(photo ?? makeText(), 'other.png')])
    expect([again.done.length, again.failed, sent.length]).toEqual([10, [], 9])
    expect((await ann.call('GET', '/files', 'FilePage')).files).toHaveLength(10)
  })

  it.each(['post', 'multipart'] as const)('stores files that are sent as %s', async (sendWith) => {
    const { upload, ann } = open({ profiles: { any: { maxSizeBytes: 1_000_000, sendWith } } })
    const { done, failed } = await upload([makeText('a.txt'), await makePhoto(), makeText('empty.txt', '')])
    expect([done.length, failed]).toEqual([3, []])
    expect((await ann.call('GET', '/files', 'FilePage')).files).toHaveLength(3)
  })

  it('registers a file once whose answer from storage was lost', async () => {
    const { upload, ann } = open()
    const { fetch } = globalThis
    let puts = 0
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...given) => {
      const answer = await fetch(...given)
      if (given[1]?.method !== 'PUT') return answer
      puts += 1
      if (puts > 1) return answer
      throw new TypeError('fetch failed')
    })
    onTestFinished(() => spy.mockRestore())
    const { done, failed } = await upload([makeText()])
    expect([done.length, failed]).toEqual([1, []])
    expect((await ann.call('GET', '/files', 'FilePage')).files).toHaveLength(1)
  })

  it('says why a file is refused', async () => {
    const { upload } = open({ profiles: { any: { maxSizeBytes: 2000, accept: 'text/*' } } })
    const { failed } = await upload([makeText('long.txt', 'x'.repeat(2001)), await makePhoto()])
    expect(failed.map(({ error }) => [error?.code, error?.serverText])).toEqual([
      ['too-large', 'Files may be at most 2 kB.'],
      ['file-restricted', 'Files of this type are not accepted here.'],
    ])
  })

  it('tells the developer when the URL leads nowhere', async () => {
    const { upload } = open({ basePath: '/api/uploads' }, '/elsewhere')
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'endpoint-missing' } }])
  })
})
