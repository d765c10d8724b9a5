import { readRefusal } from '../../errors/readStorage.js'
import type { StorageRefusal } from '../../contract/backend.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import type { Finding } from '../report/diagnosis.js'
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
  const answer = `status ${refusal.status}${refusal.code === undefined ? '' : `, ${refusal.code}`}`
  const known = byCode[refusal.code ?? '']
  if (known) {
    const [code, message, advice] = known
    const name = code === 'credentials-refused' ? 'signature' : 'storage'
    return report.problem(name, { code, message: `${message} (${answer}).`, advice })
  }
  if (isAboutSignature(refusal)) return report.problem('signature', explainSignature(probe, ticket, answer))
  report.ok('signature', 'Storage does not object to the signature.')
  const own = backend.readRefusal?.(refusal, probe.request)
  const { code } = readRefusal(refusal, own)
  return report.problem('storage', describeOther(code, answer))
}

/** Whether storage objects to the key or session token that the API signs with, rather than to the ticket. */
export function isAboutCredentials({ code = '' }: StorageRefusal): boolean {
  return byCode[code]?.[0] === 'credentials-refused'
}

function isAboutSignature({ status, code = '' }: StorageRefusal): boolean {
  return /^(SignatureDoesNotMatch|AccessDenied|HeadersNotSigned)$/.test(code) || (status === 403 && code === '')
}

function describeOther(code: string, answer: string): Finding {
  if (/^storage-(busy|error|full)$/.test(code)) {
    const state = code === 'storage-full' ? 'is full' : code === 'storage-busy' ? 'is busy' : 'has failed'
    return {
      code: 'storage-failed',
      message: `Storage ${state} (${answer}).`,
      advice: "The set-up is not the cause. Look at storage's own log and its quota.",
    }
  }
  return {
    code: 'storage-refused',
    message: `Storage refused the probe (${answer}).`,
    advice:
      "Look up what this code means, and compare it with what the API signs: size limits, types, checksums, the bucket's policy.",
  }
}

type Reading = readonly [code: Finding['code'], message: string, advice: string]

const credentials =
  'Give the API credentials that storage knows and that have not expired. A ticket must not live longer than the temporary credentials that it is signed with.'

const expiredCredentials: Reading = [
  'credentials-refused',
  'The temporary credentials that the API signs with have expired',
  credentials,
]

const byCode: Readonly<Record<string, Reading>> = {
  InvalidAccessKeyId: ['credentials-refused', 'Storage does not know the key that the API signs with', credentials],
  ExpiredToken: expiredCredentials,
  SecurityTokenExpired: expiredCredentials,
  TokenRefreshRequired: expiredCredentials,
  InvalidToken: [
    'credentials-refused',
    'Storage does not accept the session token that the API signs with',
    credentials,
  ],
  AuthorizationQueryParametersError: [
    'credentials-refused',
    'Storage does not accept the scope of the signature',
    "Sign for storage's own region and service, and for a week at most.",
  ],
  NoSuchBucket: [
    'bucket-missing',
    'The bucket in the ticket does not exist',
    "Create it, or correct the API's configuration. With MinIO, sign path-style URLs (forcePathStyle).",
  ],
  MethodNotAllowed: [
    'bucket-missing',
    'Storage does not accept uploads at the address in the ticket',
    "Check what the API signs: a form goes to the bucket's URL, a PUT to the object's.",
  ],
  PermanentRedirect: [
    'storage-redirected',
    'The bucket is in a different region from the one that the ticket was signed for',
    "Sign with the bucket's own region and endpoint.",
  ],
  BadDigest: [
    'storage-refused',
    'The signed checksum does not match the bytes',
    'Sign the digest that the ticket was requested with, in base64. If it is right, something between the page and storage changes the bytes.',
  ],
  InvalidDigest: [
    'storage-refused',
    'The signed checksum is malformed',
    'Content-MD5 takes the 16 bytes in base64, not in hexadecimal digits.',
  ],
}
