import { readRefusal } from '../../errors/readStorage.js'
import type { StorageRefusal } from '../../contract/backend.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import type { IdOf, StorageAnswer } from '../report/DoctorTexts.js'
import { explainSignature } from './explainSignature.js'
import type { Probe, DoctorContext } from '../DoctorContext.js'

/** Reports why storage refused the probe, if the time is not the reason. */
export function explainRefusal(
  context: DoctorContext,
  probe: Probe,
  ticket: ProbeTicket,
  refusal: StorageRefusal,
): void {
  const { report, backend } = context
  const { status, code } = refusal
  const answer: StorageAnswer = { status, ...(code !== undefined && { code }) }
  const known = byCode[code ?? '']
  if (known) return report.problem(isAboutCredentials(refusal) ? 'signature' : 'storage', { id: known, facts: answer })
  if (isAboutSignature(refusal)) return report.problem('signature', explainSignature(probe, ticket, answer))
  report.ok('signature', { id: 'signature-unopposed' })
  const own = backend.readRefusal?.(refusal, probe.request)
  return report.problem('storage', { id: failures[readRefusal(refusal, own).code] ?? 'storage-refused', facts: answer })
}

/** Whether storage objects to the key or session token that the API signs with, rather than to the ticket. */
export function isAboutCredentials({ code = '' }: StorageRefusal): boolean {
  return byCode[code]?.startsWith('credentials-refused') === true
}

function isAboutSignature({ status, code = '' }: StorageRefusal): boolean {
  return /^(SignatureDoesNotMatch|AccessDenied|HeadersNotSigned)$/.test(code) || (status === 403 && code === '')
}

const failures: Readonly<Record<string, IdOf<StorageAnswer>>> = {
  'storage-full': 'storage-failed/full',
  'storage-busy': 'storage-failed/busy',
  'storage-error': 'storage-failed/error',
}

const byCode: Readonly<Record<string, IdOf<StorageAnswer>>> = {
  InvalidAccessKeyId: 'credentials-refused/key',
  ExpiredToken: 'credentials-refused/expired',
  SecurityTokenExpired: 'credentials-refused/expired',
  TokenRefreshRequired: 'credentials-refused/expired',
  InvalidToken: 'credentials-refused/session',
  AuthorizationQueryParametersError: 'credentials-refused/scope',
  NoSuchBucket: 'bucket-missing',
  MethodNotAllowed: 'bucket-missing/method',
  PermanentRedirect: 'storage-redirected/region',
  BadDigest: 'storage-refused/checksum',
  InvalidDigest: 'storage-refused/checksum-format',
}
