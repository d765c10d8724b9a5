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
  'a gallery does not ask again after %s, so that it says so at once',
  (code) => {
    expect(isAskedAgain(code)).toBe(false)
  },
)

it('a gallery retries three times if the server is unreachable or has an error', () => {
  for (const code of ['server-unreachable', 'server-error'] as const) {
    expect([0, 1, 2, 3].map((failures) => isAskedAgain(code, failures))).toEqual([true, true, true, false])
  }
})
