import { expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'

const rejected = { id: 'bad', state: 'rejected', stateText: 'A virus was found.' } as const

it('a file that the backend has rejected takes no place in maxFiles, and is not replaced', async () => {
  const { uploader } = setUpEngine({ options: { restrictions: { maxFiles: 1, overflow: 'replace' } } })
  uploader.addStored([rejected])
  expect(uploader.add([createFakeFile('a.txt', 'a')]).accepted).toHaveLength(1)
  expect(uploader.getSnapshot().uploads).toHaveLength(2)
})

it('a file that the backend still processes takes its place in maxFiles', () => {
  const { uploader } = setUpEngine({ options: { restrictions: { maxFiles: 1 } } })
  uploader.addStored([{ id: 'new', state: 'processing' }])
  expect(uploader.add([createFakeFile('a.txt', 'a')]).rejected).toHaveLength(1)
})

it('an existing file that the backend rejects fails the upload, with the words of the backend', async () => {
  const { uploader, clock, transport } = setUpEngine({ backend: { existing: () => rejected } })
  uploader.add([createFakeFile('a.txt', 'a')])
  await clock.advance(0)
  const [upload] = uploader.getSnapshot().uploads
  expect(upload).toMatchObject({
    status: 'failed',
    error: { code: 'request-invalid', serverText: 'A virus was found.', retry: { when: 'never' } },
  })
  expect(transport.requests).toEqual([])
})
