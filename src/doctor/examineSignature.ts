import type { ProbeTicket } from './askForTicket.js'
import type { Finding } from './diagnosis.js'
import { listNames } from './listNames.js'
import { readSignedTerms, type SignedTerms } from './signedTerms.js'
import type { Probe, Visit } from './visit.js'

/** Storage did not accept the signature: compares what was signed with what the ticket says to send. Names only, no values. */
export function examineSignature(probe: Probe, { terms }: ProbeTicket, said: string): Finding {
  const signed = readSignedTerms(terms)
  const sent = terms.kind === 'put' ? Object.keys(terms.headers ?? {}) : terms.fields.map(([name]) => name)
  const names = sent.map((name) => name.toLowerCase())
  return (
    findEmptyChecksum(signed, said) ??
    findLacking(signed, names, terms.kind, said) ??
    findUnsigned(signed, names, terms.kind, said) ??
    findOtherType(probe, terms, said) ??
    unexplained(signed, said)
  )
}

/** Storage that does not look at checksums in the query takes it; others will not. */
export function warnOfEmptyChecksum({ chart }: Visit, { terms }: ProbeTicket): void {
  if (!readSignedTerms(terms).hasEmptyChecksum) return
  const message = 'The checksum of an empty body was signed. This storage does not mind; others refuse each file.'
  chart.warn('signature', { ...emptyChecksum, message })
}

type Kind = ProbeTicket['terms']['kind']

const emptyChecksum: Pick<Finding, 'code' | 'advice'> = {
  code: 'empty-checksum-signed',
  advice:
    "Where the API makes its S3 client, set requestChecksumCalculation to 'WHEN_REQUIRED': newer AWS SDKs sign a checksum into each URL by default, and when a URL is presigned there is no body yet.",
}

function findEmptyChecksum({ hasEmptyChecksum }: SignedTerms, said: string): Finding | null {
  if (!hasEmptyChecksum) return null
  return { ...emptyChecksum, message: `Storage refused the probe (${said}): the checksum of an empty body was signed.` }
}

/** The browser sends these by itself. */
const browsersOwn = ['host', 'content-length']

/** A policy has conditions about what is no field. */
const noFields = ['bucket', 'content-length-range']

function findLacking(signed: SignedTerms, names: readonly string[], kind: Kind, said: string): Finding | null {
  const ignored = kind === 'put' ? browsersOwn : noFields
  const lacking = signed.names?.filter((name) => !ignored.includes(name) && !names.includes(name)) ?? []
  if (lacking.length === 0) return null
  const what = kind === 'put' ? 'headers' : 'fields'
  if (lacking.length === 1 && lacking[0] === 'content-type') {
    return {
      code: 'type-not-signed-as-sent',
      message: `Storage refused the probe (${said}): its Content-Type was signed, but the ticket does not say which to send.`,
      advice: `Let the API put Content-Type among the ticket's ${what}, with the very text that it signed.`,
    }
  }
  return {
    code: 'signed-header-missing',
    message: `Storage refused the probe (${said}): these were signed, but are not among the ticket's ${what}: ${listNames(lacking)}.`,
    advice: `Let the API put them among the ticket's ${what}, with the very values that it signed, or not sign them.`,
  }
}

/** What a form may have besides its policy's conditions. */
const unconditioned = /^(x-amz-signature|x-goog-signature|policy|file|x-ignore-.*|awsaccesskeyid|signature)$/

function findUnsigned(signed: SignedTerms, names: readonly string[], kind: Kind, said: string): Finding | null {
  if (signed.names === null) return null
  const isSuspect = (name: string): boolean =>
    kind === 'put' ? /^x-(amz|goog)-/.test(name) : !unconditioned.test(name)
  const unsigned = names.filter((name) => isSuspect(name) && !signed.names?.includes(name))
  if (unsigned.length === 0) return null
  return {
    code: 'header-not-signed',
    message:
      kind === 'put'
        ? `Storage refused the probe (${said}): the ticket asks for headers that were not signed: ${listNames(unsigned)}.`
        : `Storage refused the probe (${said}): the form has fields that its policy has no condition for: ${listNames(unsigned)}.`,
    advice:
      kind === 'put'
        ? "Sign them as headers (in the AWS SDK 'unhoistableHeaders' keeps a checksum out of the query), or leave them out of the ticket."
        : 'Add a condition for each of them to the policy, or leave them out of the form.',
  }
}

function findOtherType({ request }: Probe, terms: ProbeTicket['terms'], said: string): Finding | null {
  const pairs = terms.kind === 'put' ? Object.entries(terms.headers ?? {}) : terms.fields
  const type = pairs.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type === undefined || type.trim().toLowerCase() === request.type) return null
  return {
    code: 'type-not-signed-as-sent',
    message: `Storage refused the probe (${said}). The ticket was asked for with the type ${request.type}, and tells another Content-Type to send: it looks as if one was signed and the other told.`,
    advice: "Let the API sign the very Content-Type that it puts into the ticket's headers.",
  }
}

function unexplained({ names }: SignedTerms, said: string): Finding {
  const isTypeSigned = names?.includes('content-type') ?? true
  return {
    code: 'signature-mismatch',
    message: `Storage refused the probe (${said}), and what the ticket says agrees with what its signature says to cover.`,
    advice: `Compare ${isTypeSigned ? 'the values that were signed, the Content-Type above all, with those in the ticket' : 'the key and the host that were signed with those in the ticket'}; check the secret key and the region that the API signs with, whether those credentials may write to the bucket, and whether a proxy changes the host or a header on the way.`,
  }
}
