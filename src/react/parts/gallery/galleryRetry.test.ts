import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { UploadError } from '../../../errors/UploadError.js'
import type { UploadErrorCode } from '../../../errors/codes.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { galleryOptions } from './galleryOptions.js'

const isAskedAgain = (code: UploadErrorCode, failures = 0): unknown => {
  const { retry } = galleryOptions(createFakeBackend())
  return typeof retry === 'function' && retry(failures, new UploadError(code, 'No.'))
}

it.each(['not-found', 'endpoint-missing', 'server-redirected', 'unauthorized', 'forbidden'] as const)(
  'a gallery does not fetch again after %s, so that it reports the error at once',
  (code) => {
    expect(isAskedAgain(code)).toBe(false)
  },
)

it('a gallery retries three times if the server is unreachable or has an error', () => {
  for (const code of ['server-unreachable', 'server-error'] as const) {
    expect([0, 1, 2, 3].map((failures) => isAskedAgain(code, failures))).toEqual([true, true, true, false])
  }
})

it('a gallery decides by the status of any other error whether to fetch again', async () => {
  const isRepeated = async (status: number): Promise<boolean> => {
    let calls = 0
    const list = async (): Promise<never> => {
      calls += 1
      throw Object.assign(new Error('No.'), { status })
    }
    const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
    await queryClient.fetchInfiniteQuery(galleryOptions({ ...createFakeBackend(), list })).catch(() => undefined)
    return calls > 1
  }
  expect(await isRepeated(503)).toBe(true)
  expect(await isRepeated(404)).toBe(false)
})
