import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { findings } from '../../../test/doctor/findings.js'
import { refuse, runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

describe('explainRefusal', () => {
  it.each<[string, SendOutcome, string]>([
    ['an unknown key', refuse(403, 'InvalidAccessKeyId'), 'problem signature credentials-refused'],
    ['a missing bucket', refuse(404, 'NoSuchBucket'), 'problem storage bucket-missing'],
    ['a wrong checksum', refuse(400, 'BadDigest'), 'problem storage storage-refused'],
    ['anything else', refuse(400, 'EntityTooLarge'), 'problem storage storage-refused'],
    ['busy storage', refuse(503, 'SlowDown'), 'problem storage storage-failed'],
    ['full storage', refuse(507), 'problem storage storage-failed'],
    ['a wrong signature', refuse(403, 'SignatureDoesNotMatch'), 'problem signature signature-mismatch'],
    ['a 403 without a code', refuse(403), 'problem signature signature-mismatch'],
    ['an expired ticket', refuse(403, 'AccessDenied', 'Request has expired'), 'problem clock clock-skew'],
    [
      'an expired ticket, with a status of its own',
      refuse(400, 'ExpiredRequest', 'Presigned URL or request signature has expired.'),
      'problem clock clock-skew',
    ],
    [
      'expired temporary credentials',
      refuse(400, 'ExpiredToken', 'The provided token has expired.'),
      'problem signature credentials-refused',
    ],
    [
      'a ticket that is not valid yet',
      refuse(403, 'AccessDenied', 'Request is not valid yet'),
      'problem clock clock-skew',
    ],
    ['different clocks', refuse(403, 'RequestTimeTooSkewed'), 'problem clock clock-skew'],
  ])('recognises %s', async (_name, outcome, expected) => {
    const { diagnosis, backend } = await runDiagnosis({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual([expected])
    expect(findCheck(diagnosis, 'cors').outcome).toBe('ok')
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })
})
