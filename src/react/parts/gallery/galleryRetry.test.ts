import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { UploadError } from '../../../errors/UploadError.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { galleryOptions } from './galleryOptions.js'
import { downloadUrlOptions } from './url/downloadUrl.js'

/** How often a gallery calls a backend whose `list` always fails. */
async function countCalls(error: Error): Promise<number> {
  let calls = 0
  const list = (): Promise<never> => {
    calls += 1
    return Promise.reject(error)
  }
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  await expect(queryClient.fetchInfiniteQuery(galleryOptions({ ...createFakeBackend(), list }))).rejects.toBe(error)
  return calls
}

it.each(['not-found', 'endpoint-missing', 'server-redirected', 'unauthorized', 'forbidden'] as const)(
  'a gallery does not call again after %s, so that it shows the error at once',
  async (code) => {
    expect(await countCalls(new UploadError(code, 'No.'))).toBe(1)
  },
)

it.each(['server-unreachable', 'server-error'] as const)('a gallery calls three more times after %s', async (code) => {
  expect(await countCalls(new UploadError(code, 'No.'))).toBe(4)
})

it('a gallery goes by the status of any other error', async () => {
  expect(await countCalls(Object.assign(new Error('No.'), { status: 503 }))).toBe(4)
  expect(await countCalls(Object.assign(new Error('No.'), { status: 404 }))).toBe(1)
})

it.each([
  ['not-found', 1],
  ['server-error', 4],
] as const)('a URL that has run out is asked for, after %s, %i times', async (code, calls) => {
  const backend = createFakeBackend({ fail: { get: [{ error: new UploadError(code, 'No.') }] } })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  const file = { id: 'a', url: 'https://storage.example/a', urlExpiresInSeconds: 1 }
  await expect(queryClient.fetchQuery(downloadUrlOptions(backend, file, 0))).rejects.toThrow('No.')
  expect(backend.callsOf('get')).toHaveLength(calls)
})
