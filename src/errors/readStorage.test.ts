import { describe, expect, it } from 'vitest'
import { readRefusal } from './readStorage.js'
import type { StorageRefusal } from '../contract/backend.js'

describe('readRefusal', () => {
  it.each<[StorageRefusal, string, string]>([
    [{ status: 403, code: 'AccessDenied', message: 'Request has expired' }, 'ticket-expired', 'automatically'],
    [
      { status: 403, code: 'AccessDenied', message: 'Access Denied. (Invalid according to Policy: Policy expired)' },
      'ticket-expired',
      'automatically',
    ],
    [{ status: 403, code: 'AccessDenied', message: 'Request is not valid yet' }, 'ticket-expired', 'automatically'],
    [{ status: 403, code: 'ExpiredToken' }, 'ticket-expired', 'automatically'],
    [
      { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' },
      'ticket-expired',
      'automatically',
    ],
    [{ status: 400, code: 'ExpiredToken', message: 'Invalid argument.' }, 'ticket-expired', 'automatically'],
    [{ status: 400, code: 'TokenRefreshRequired' }, 'ticket-expired', 'automatically'],
    [{ status: 403, code: 'SecurityTokenExpired' }, 'ticket-expired', 'automatically'],
    [{ status: 403, code: 'RequestTimeTooSkewed' }, 'ticket-expired', 'automatically'],
    [
      { status: 400, code: 'ExpiredRequest', message: 'Presigned URL or request signature has expired.' },
      'ticket-expired',
      'automatically',
    ],
    [{ status: 400, code: 'RequestExpired', message: 'Too late.' }, 'ticket-expired', 'automatically'],
    [
      { status: 400, code: 'MalformedHeader', message: 'Pre-signed S3 url is expired' },
      'ticket-expired',
      'automatically',
    ],
    [
      { status: 400, code: 'InvalidRequest', message: 'Bad request: Date is too old' },
      'ticket-expired',
      'automatically',
    ],
    [
      { status: 401, code: 'AccessDenied', message: 'Request has expired given timestamp: 1 and expiration: 60' },
      'ticket-expired',
      'automatically',
    ],
    [
      { status: 403, code: 'AuthenticationFailed', message: 'Signature not valid in the specified time frame' },
      'ticket-expired',
      'automatically',
    ],
    [{ status: 410, message: 'This link has already expired.' }, 'ticket-expired', 'automatically'],
    [{ status: 400, code: 'InvalidAccount', message: 'The account has expired.' }, 'storage-refused', 'never'],
    [{ status: 504, message: 'Request expired.' }, 'storage-error', 'automatically'],
    [{ status: 401 }, 'storage-refused', 'automatically'],
    [{ status: 403, code: 'SignatureDoesNotMatch' }, 'storage-refused', 'automatically'],
    [{ status: 400, code: 'AccessDenied' }, 'storage-refused', 'automatically'],
    [{ status: 400, code: 'InvalidDigest' }, 'storage-refused', 'never'],
    [{ status: 404, code: 'NoSuchBucket' }, 'storage-refused', 'never'],
    [{ status: 405 }, 'storage-refused', 'never'],
    [{ status: 501, code: 'NotImplemented' }, 'storage-refused', 'never'],
    [{ status: 400, code: 'BadDigest' }, 'bytes-damaged', 'automatically'],
    [{ status: 400, code: 'XAmzContentChecksumMismatch' }, 'bytes-damaged', 'automatically'],
    [{ status: 400, code: 'EntityTooLarge' }, 'too-large', 'never'],
    [{ status: 400, code: 'EntityTooSmall' }, 'too-small', 'never'],
    [{ status: 400, code: 'RequestTimeout' }, 'storage-error', 'automatically'],
    [{ status: 409, code: 'ConditionalRequestConflict' }, 'storage-error', 'automatically'],
    [{ status: 500 }, 'storage-error', 'automatically'],
    [{ status: 502 }, 'storage-error', 'automatically'],
    [{ status: 503, code: 'SlowDown' }, 'storage-busy', 'automatically'],
    [{ status: 429, code: 'TooManyRequests' }, 'storage-busy', 'automatically'],
    [{ status: 507, code: 'XMinioStorageFull' }, 'storage-full', 'by-hand'],
    [{ status: 400, code: 'AdminBucketQuota', message: 'Bucket quota exceeded' }, 'storage-full', 'by-hand'],
  ])('%j is %s, retried %s', (refusal, code, when) => {
    const error = readRefusal(refusal)
    expect([error.code, error.retry.when]).toEqual([code, when])
  })

  it("uses an adapter's own reading", () => {
    const retry = { when: 'never', from: 'call' } as const
    expect(readRefusal({ status: 400 }, { code: 'type-mismatch', retry })).toMatchObject({
      code: 'type-mismatch',
      retry,
    })
  })
})
