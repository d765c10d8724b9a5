import { elsewhereCodes } from '../../../server/storage/S3Client.js'
import { StorageError } from '../../../server/storage/StorageError.js'
import type { BucketPlace } from '../../../server/storage/S3Store.js'
import { withoutSecrets } from '../../../server/options/withoutSecrets.js'
import { rightsAdvice, rightsPolicy } from '../../advice/rights.js'
import type { Advice } from '../CheckResult.js'
import type { Answer } from '../send.js'

/** What a failed call to storage said, without a secret. Whatever else was thrown is thrown again. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof StorageError)) throw error
  return withoutSecrets(error).message
}

/** Says what to do about a call that storage refused or did not answer. */
export function explainStorage(place: BucketPlace, answer: Pick<Answer, 'status' | 'code'>): Advice {
  const { status, code } = answer
  const { provider, region } = place
  if (status === null) {
    return {
      code: 'storage-unreachable',
      advice: `Check the endpoint in s3, that storage runs, and that this machine can reach it (DNS, firewall, TLS certificate).`,
    }
  }
  if (status === 301 || status === 307 || elsewhereCodes.has(code ?? '')) {
    return {
      code: 'storage-redirected',
      advice: `The bucket is not in the region '${region}' or not at this endpoint. Name its own region in s3${provider === 'aws' ? '' : ', and the endpoint of that region'}.`,
    }
  }
  switch (code) {
    case 'InvalidAccessKeyId':
    // versitygw has a code of its own for it.
    case 'XAdminUserNotFound':
    case 'InvalidToken':
    case 'ExpiredToken':
    case 'TokenRefreshRequired':
      return {
        code: 'credentials-refused',
        advice:
          'Storage does not know the access key or the session token. Check accessKeyId, and whether it has been deleted or has expired.',
      }
    case 'SignatureDoesNotMatch':
      return {
        code: 'signature-mismatch',
        advice:
          'Storage knows the access key and computes another signature. Check secretAccessKey (spaces, line ends), region, and proxies that change the host.',
      }
    case 'RequestTimeTooSkewed':
      return { code: 'clock-skew', advice: 'Synchronise the clock of this machine with a time server (NTP).' }
    case 'NoSuchBucket':
      return {
        code: 'bucket-missing',
        advice: 'Create the bucket, or correct its name, the endpoint or forcePathStyle in s3.',
      }
    default:
  }
  if (status === 403 || code === 'AccessDenied') {
    const paste = rightsPolicy(place)
    return { code: 'storage-refused', advice: rightsAdvice(place), ...(paste !== undefined && { paste }) }
  }
  if (status >= 500)
    return { code: 'storage-failed', advice: "The set-up is not the cause. Look at storage's own log." }
  return { code: 'storage-refused', advice: 'Look the code up in the documentation of the provider.' }
}
