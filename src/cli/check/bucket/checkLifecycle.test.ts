import { describe, expect, it } from 'vitest'
import { createUploads, s3, type Profile, type Records, type S3Provider } from '../../../server.ts'
import type { LifecycleRule, Told } from '../../../server/storage/inspectBucket.ts'
import type { CheckContext } from '../CheckContext.ts'
import type { CheckResult } from '../CheckResult.ts'
import { Findings } from '../Findings.ts'
import { checkLifecycle } from './checkLifecycle.ts'

const none = { abortsAfterDays: null, expiresAfterDays: null, removesOldAfterDays: null }
const abort: LifecycleRule = { ...none, isEnabled: true, prefix: '', abortsAfterDays: 7 }
const expiry: LifecycleRule = { ...none, isEnabled: true, prefix: '_incoming/', expiresAfterDays: 2 }
const tell = (...rules: readonly LifecycleRule[]): Told<LifecycleRule> => ({ isTold: true, rules })

interface Bucket {
  readonly provider?: S3Provider
  readonly profile?: Profile
}

/** What is found for a bucket with these rules. Without a profile, files may be sent in parts and in forms. */
function check(told: Told<LifecycleRule>, { provider = 'aws', profile }: Bucket = {}): CheckResult | undefined {
  const place = { provider, bucket: 'b', region: 'us-east-1', endpoint: 'https://a.test' }
  const records = { openUnknown() {}, lookUp() {}, register() {} } as unknown as Records
  const uploads = createUploads({
    storage: s3({ ...place, accessKeyId: 'a', secretAccessKey: 's' }),
    records,
    owner: () => null,
    profiles: profile
      ? { small: profile }
      : {
          large: { maxSizeBytes: 1e9 },
          small: { maxSizeBytes: 1e6, ...(provider !== 'gcs' && provider !== 'b2' && { sendWith: 'post' }) },
        },
  })
  const findings = new Findings()
  checkLifecycle({ uploads, findings } as Partial<CheckContext> as CheckContext, place, told)
  expect(findings.results).toHaveLength(1)
  return findings.results[0]
}

describe('checkLifecycle', () => {
  it('is content with rules for parts and for what was never registered', () => {
    expect(check(tell(abort, expiry))).toMatchObject({ outcome: 'ok' })
  })

  it('asks for nothing that no profile needs', () => {
    expect(check(tell(), { profile: { maxSizeBytes: 1e6 } })).toMatchObject({ outcome: 'ok' })
  })

  it.each([
    ['both', [], ['coatcheck-parts', 'coatcheck-incoming']],
    ['the one for parts', [expiry], ['coatcheck-parts']],
    ['the one for forms', [abort], ['coatcheck-incoming']],
    ['one that is switched off', [{ ...abort, isEnabled: false }, expiry], ['coatcheck-parts']],
    ['one that is for other keys', [{ ...abort, prefix: 'logs/' }, expiry], ['coatcheck-parts']],
  ])('prints %s if it is missing', (_title, rules, ids) => {
    const result = check(tell(...rules))
    expect(result).toMatchObject({ outcome: 'warning', code: 'lifecycle-missing' })
    const { Rules }: { readonly Rules: readonly { readonly ID: string }[] } = JSON.parse(
      result?.paste?.split('\n')[1] ?? '',
    )
    expect(Rules.map(({ ID }) => ID)).toEqual(ids)
  })

  it('does not ask MinIO for the rule that it drops', () => {
    expect(check(tell(expiry), { provider: 'minio' })).toMatchObject({
      outcome: 'ok',
      message: expect.stringContaining('MinIO keeps no rule for unfinished parts: uploads.sweep() aborts them.'),
    })
    expect(check(tell(), { provider: 'minio' })?.paste).not.toContain('coatcheck-parts')
  })

  it('asks B2, which keeps every version, to delete old ones as well, in the form that B2 has for it', () => {
    const small = { provider: 'b2', profile: { maxSizeBytes: 1e6, sendWith: 'put' } } as const
    const old: LifecycleRule = { ...none, isEnabled: true, prefix: '', removesOldAfterDays: 1 }
    const result = check(tell(expiry), small)
    expect(result).toMatchObject({ outcome: 'warning', code: 'lifecycle-missing' })
    expect(result?.message).toBe('No rule removes old versions, which B2 keeps of all that is deleted.')
    expect(result?.paste).toBe(
      `b2 bucket update --lifecycle-rules '[{"fileNamePrefix":"","daysFromHidingToDeleting":1}]' b`,
    )
    expect(check(tell(expiry, old), small)).toMatchObject({ outcome: 'ok' })
    expect(check(tell(expiry, abort, old), { provider: 'b2' })).toMatchObject({ outcome: 'ok' })
  })

  it('warns of a rule that deletes registered files', () => {
    const all: LifecycleRule = { ...abort, expiresAfterDays: 30 }
    expect(check(tell(all))).toMatchObject({ outcome: 'warning', code: 'lifecycle-deletes-files' })
  })

  it('warns of a rule that is quicker than the server', () => {
    expect(check(tell({ ...abort, abortsAfterDays: 0 }, expiry))).toMatchObject({ code: 'lifecycle-too-early' })
  })

  it('says that storage has no rules, or that they cannot be read', () => {
    const untold = (status: number, code: string): CheckResult | undefined => check({ isTold: false, status, code })
    expect(untold(501, 'NotImplemented')).toMatchObject({
      outcome: 'not-checked',
      message: expect.stringContaining('Storage has no rules for that. uploads.sweep()'),
    })
    expect(untold(403, 'AccessDenied')).toMatchObject({
      outcome: 'not-checked',
      message: expect.stringContaining('(status 403, AccessDenied)'),
      paste: expect.stringContaining('put-bucket-lifecycle-configuration'),
    })
    expect(check(tell(), { provider: 'gcs' })).toMatchObject({
      outcome: 'not-checked',
      paste: expect.stringContaining('gcloud storage buckets update gs://b --lifecycle-file'),
    })
  })
})
