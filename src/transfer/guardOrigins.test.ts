import { expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { fakeStorageOrigin } from '../testing/fakes/fakeTransport.js'
import { setUpEngine as setUp } from '../../test/kit/setUpEngine.js'

it('T12 sends nothing to an origin that the app did not list', async () => {
  const all = setUp({ options: { allowedOrigins: ['https://elsewhere.test'] } })
  all.uploader.add([createFakeFile('a.txt', 'hello')])
  // The code that explains the refusal is loaded with the first one.
  const { failed } = await all.uploader.whenSettled()
  expect(failed[0]).toMatchObject({
    at: 'sending',
    error: {
      code: 'ticket-unusable',
      message: expect.stringContaining('an origin that allowedOrigins does not list'),
      retry: { when: 'never' },
    },
  })
  expect(all.transport.requests).toEqual([])
})

it('sends to an origin that the app listed', async () => {
  const all = setUp({ options: { allowedOrigins: ['https://elsewhere.test', fakeStorageOrigin] } })
  all.uploader.add([createFakeFile('a.txt', 'hello')])
  await all.clock.advance(1000)
  expect(all.uploader.getSnapshot().uploads[0]?.status).toBe('done')
})

it.each(['storage.test', 'https://storage.test/', 'https://storage.test/bucket', ''])(
  'refuses %j, which is not an origin',
  (origin) => {
    expect(() => setUp({ options: { allowedOrigins: [origin] } })).toThrow('allowedOrigins must be a list of origins')
  },
)

it.each(['https://storage.test', new Set(['https://storage.test']), 5, null])(
  'refuses %j, which is not a list',
  (origins) => {
    const allowedOrigins = origins as unknown as readonly string[]
    expect(() => setUp({ options: { allowedOrigins } })).toThrow('allowedOrigins must be a list of origins')
  },
)
