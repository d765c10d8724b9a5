import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import type { Finding } from '../report/diagnosis.js'
import { listNames } from '../report/listNames.js'
import { readSignedTerms, type SignedTerms } from './signedTerms.js'
import type { Probe, DoctorContext } from '../DoctorContext.js'

/** Explains why storage did not accept the signature, by comparing the signed names with those in the ticket. Values stay secret. */
export function explainSignature(probe: Probe, { terms }: ProbeTicket, answer: string): Finding {
  const signed = readSignedTerms(terms)
  const sent = terms.kind === 'put' ? Object.keys(terms.headers ?? {}) : terms.fields.map(([name]) => name)
  const names = sent.map((name) => name.toLowerCase())
  return (
    findEmptyChecksum(signed, answer) ??
    findMissing(signed, names, terms.kind, answer) ??
    findUnsigned(signed, names, terms.kind, answer) ??
    findTypeMismatch(probe, terms, answer) ??
    describeUnexplained(signed, answer)
  )
}

/** Storage that ignores checksums in the query accepts this; other storage will not. */
export function warnOfEmptyChecksum({ report }: DoctorContext, { terms }: ProbeTicket): void {
  if (!readSignedTerms(terms).hasEmptyChecksum) return
  const message = 'The checksum of an empty body was signed. This storage ignores it; others refuse every file.'
  report.warn('signature', { ...emptyChecksum, message })
}

type Kind = ProbeTicket['terms']['kind']

const emptyChecksum: Pick<Finding, 'code' | 'advice'> = {
  code: 'empty-checksum-signed',
  advice:
    "Where the API creates its S3 client, set requestChecksumCalculation to 'WHEN_REQUIRED'. By default, newer AWS SDKs sign a checksum into each URL, but there is no body yet when a URL is presigned.",
}

function findEmptyChecksum({ hasEmptyChecksum }: SignedTerms, answer: string): Finding | null {
  if (!hasEmptyChecksum) return null
  return {
    ...emptyChecksum,
    message: `Storage refused the probe (${answer}): the checksum of an empty body was signed.`,
  }
}

/** The browser adds these itself. */
const addedByBrowser = ['host', 'content-length']

/** A policy has conditions about these, although they are not form fields. */
const notFields = ['bucket', 'content-length-range']

function findMissing(signed: SignedTerms, names: readonly string[], kind: Kind, answer: string): Finding | null {
  const ignored = kind === 'put' ? addedByBrowser : notFields
  const missing = signed.names?.filter((name) => !ignored.includes(name) && !names.includes(name)) ?? []
  if (missing.length === 0) return null
  const what = kind === 'put' ? 'headers' : 'fields'
  if (missing.length === 1 && missing[0] === 'content-type') {
    return {
      code: 'type-not-signed-as-sent',
      message: `Storage refused the probe (${answer}): a Content-Type was signed, but the ticket does not contain it.`,
      advice: `Let the API add Content-Type to the ticket's ${what}, with exactly the value that it signed.`,
    }
  }
  return {
    code: 'signed-header-missing',
    message: `Storage refused the probe (${answer}): these are signed, but missing from the ticket's ${what}: ${listNames(missing)}.`,
    advice: `Let the API add them to the ticket's ${what}, with exactly the values that it signed, or stop signing them.`,
  }
}

/** Fields that a form may have without a condition in its policy. */
const unconditioned = /^(x-amz-signature|x-goog-signature|policy|file|x-ignore-.*|awsaccesskeyid|signature)$/

function findUnsigned(signed: SignedTerms, names: readonly string[], kind: Kind, answer: string): Finding | null {
  if (signed.names === null) return null
  const isSuspect = (name: string): boolean =>
    kind === 'put' ? /^x-(amz|goog)-/.test(name) : !unconditioned.test(name)
  const unsigned = names.filter((name) => isSuspect(name) && !signed.names?.includes(name))
  if (unsigned.length === 0) return null
  return {
    code: 'header-not-signed',
    message:
      kind === 'put'
        ? `Storage refused the probe (${answer}): the ticket contains headers that were not signed: ${listNames(unsigned)}.`
        : `Storage refused the probe (${answer}): the form has fields without a condition in its policy: ${listNames(unsigned)}.`,
    advice:
      kind === 'put'
        ? "Sign them as headers (in the AWS SDK 'unhoistableHeaders' keeps a checksum out of the query), or leave them out of the ticket."
        : 'Add a condition for each of them to the policy, or leave them out of the form.',
  }
}

function findTypeMismatch({ request }: Probe, terms: ProbeTicket['terms'], answer: string): Finding | null {
  const pairs = terms.kind === 'put' ? Object.entries(terms.headers ?? {}) : terms.fields
  const type = pairs.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type === undefined || type.trim().toLowerCase() === request.type) return null
  return {
    code: 'type-not-signed-as-sent',
    message: `Storage refused the probe (${answer}). The ticket was requested for the type ${request.type}, but contains another Content-Type. Probably one was signed and the other put into the ticket.`,
    advice: "Let the API sign exactly the Content-Type that it puts into the ticket's headers.",
  }
}

function describeUnexplained({ names }: SignedTerms, answer: string): Finding {
  const isTypeSigned = names?.includes('content-type') ?? true
  return {
    code: 'signature-mismatch',
    message: `Storage refused the probe (${answer}), although the names in the ticket agree with those that its signature covers.`,
    advice: `Compare ${isTypeSigned ? 'the signed values, the Content-Type above all, with those in the ticket' : 'the signed key and host with those in the ticket'}. Check the secret key and the region that the API signs with, whether those credentials may write to the bucket, and whether a proxy changes the host or a header.`,
  }
}
