import { readRefusal } from '../errors/readStorage.js'
import type { StorageRefusal } from '../contract/backend.js'
import type { ProbeTicket } from './askForTicket.js'
import type { Finding } from './diagnosis.js'
import { examineSignature } from './examineSignature.js'
import type { Probe, Visit } from './visit.js'

/** Storage said no, and not for the time: writes down whose fault it is. */
export function examineRefusal(visit: Visit, probe: Probe, ticket: ProbeTicket, refusal: StorageRefusal): void {
  const { chart, backend } = visit
  const said = `status ${refusal.status}${refusal.code === undefined ? '' : `, ${refusal.code}`}`
  const known = byCode[refusal.code ?? '']
  if (known) {
    const [code, message, advice] = known
    const name = code === 'credentials-refused' ? 'signature' : 'storage'
    return chart.problem(name, { code, message: `${message} (${said}).`, advice })
  }
  if (isAboutSignature(refusal)) return chart.problem('signature', examineSignature(probe, ticket, said))
  chart.ok('signature', 'Storage says nothing against the signature.')
  const own = backend.readRefusal?.(refusal, probe.request)
  const { code } = readRefusal(refusal, own)
  return chart.problem('storage', describeOther(code, said))
}

/** The key or the session token that the API signs with is at fault, and not the ticket. */
export function isAboutCredentials({ code = '' }: StorageRefusal): boolean {
  return byCode[code]?.[0] === 'credentials-refused'
}

function isAboutSignature({ status, code = '' }: StorageRefusal): boolean {
  return /^(SignatureDoesNotMatch|AccessDenied|HeadersNotSigned)$/.test(code) || (status === 403 && code === '')
}

function describeOther(code: string, said: string): Finding {
  if (/^storage-(busy|error|full)$/.test(code)) {
    const state = code === 'storage-full' ? 'is full' : code === 'storage-busy' ? 'is busy' : 'has failed'
    return {
      code: 'storage-failed',
      message: `Storage ${state} (${said}).`,
      advice: "Nothing of the set-up explains it: look at storage's own log and its quota.",
    }
  }
  return {
    code: 'storage-refused',
    message: `Storage refused the probe (${said}).`,
    advice:
      "Look up what storage means by it, and compare with what the API signs: size limits, types, checksums, the bucket's policy.",
  }
}

type Reading = readonly [code: Finding['code'], message: string, advice: string]

const credentials =
  'Give the API credentials that storage knows and that have not expired; a ticket must not outlive the temporary ones it is signed with.'

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
  InvalidToken: ['credentials-refused', 'Storage does not take the session token that the API signs with', credentials],
  AuthorizationQueryParametersError: [
    'credentials-refused',
    'Storage does not take the scope of the signature',
    "Sign for storage's own region and service, and for at most a week.",
  ],
  NoSuchBucket: [
    'bucket-missing',
    'The bucket that the ticket names does not exist',
    "Create it, or correct the API's configuration; with MinIO sign path-style (forcePathStyle).",
  ],
  MethodNotAllowed: [
    'bucket-missing',
    'Storage does not take uploads at the address that the ticket names',
    "A form goes to the bucket's own URL, a PUT to that of the object: check what the API signs.",
  ],
  PermanentRedirect: [
    'storage-redirected',
    'The bucket is in another region than the ticket was signed for',
    "Sign with the bucket's own region and endpoint.",
  ],
  BadDigest: [
    'storage-refused',
    'The checksum that was signed is not that of the bytes',
    'Sign the digest that the ticket was asked with, in base64. If it is right, something on the way changes the bytes.',
  ],
  InvalidDigest: [
    'storage-refused',
    'The checksum that was signed is not well-formed',
    'Content-MD5 takes the base64 of the 16 bytes, not hexadecimal digits.',
  ],
}
