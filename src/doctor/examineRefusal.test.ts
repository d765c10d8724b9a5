import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { refuse, runExamination } from './testing/runExamination.js'

describe('a refusal by storage', () => {
  it.each<[string, SendOutcome, string]>([
    ['a key that it does not know', refuse(403, 'InvalidAccessKeyId'), 'problem signature credentials-refused'],
    ['no bucket', refuse(404, 'NoSuchBucket'), 'problem storage bucket-missing'],
    ['a checksum of other bytes', refuse(400, 'BadDigest'), 'problem storage storage-refused'],
    ['something else', refuse(400, 'EntityTooLarge'), 'problem storage storage-refused'],
    ['that it is busy', refuse(503, 'SlowDown'), 'problem storage storage-failed'],
    ['that it is full', refuse(507), 'problem storage storage-failed'],
    ['a signature that does not fit', refuse(403, 'SignatureDoesNotMatch'), 'problem signature signature-mismatch'],
    ['no, and nothing more', refuse(403), 'problem signature signature-mismatch'],
    ['that time is up', refuse(403, 'AccessDenied', 'Request has expired'), 'problem clock clock-skew'],
    [
      'that time is up, with a status of its own',
      refuse(400, 'ExpiredRequest', 'Presigned URL or request signature has expired.'),
      'problem clock clock-skew',
    ],
    [
      'that temporary credentials are over',
      refuse(400, 'ExpiredToken', 'The provided token has expired.'),
      'problem signature credentials-refused',
    ],
    ['that it is too early', refuse(403, 'AccessDenied', 'Request is not valid yet'), 'problem clock clock-skew'],
    ['that clocks differ', refuse(403, 'RequestTimeTooSkewed'), 'problem clock clock-skew'],
  ])('is read where it says: %s', async (_name, outcome, expected) => {
    const { diagnosis, backend } = await runExamination({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual([expected])
    expect(findCheck(diagnosis, 'cors').outcome).toBe('ok')
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })
})
