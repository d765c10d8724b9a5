import { methodOf } from '../report/describeCors.js'
import type { FindingFacts, StorageAnswer } from '../report/DoctorTexts.js'
import { redactNames } from '../report/redactNames.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'
import { readSignedTerms, type SignedTerms } from './signedTerms.js'

/** Explains why storage did not accept the signature, by comparing the signed names with those in the ticket. Values stay secret. */
export function explainSignature(probe: Probe, { terms }: ProbeTicket, answer: StorageAnswer): FindingFacts {
  const signed = readSignedTerms(terms)
  if (signed.hasEmptyChecksum) return { id: 'empty-checksum-signed', facts: answer }
  const sent = terms.kind === 'put' ? Object.keys(terms.headers ?? {}) : terms.fields.map(([name]) => name)
  const names = sent.map((name) => name.toLowerCase())
  return (
    findMissing(signed, names, terms.kind, answer) ??
    findUnsigned(signed, names, terms.kind, answer) ??
    findTypeMismatch(probe, terms, answer) ?? {
      id: 'signature-mismatch',
      facts: { answer, isTypeSigned: signed.names?.includes('content-type') ?? true },
    }
  )
}

/** Storage that ignores checksums in the query accepts this; other storage will not. */
export function warnOfEmptyChecksum({ report }: DoctorContext, { terms }: ProbeTicket): void {
  if (readSignedTerms(terms).hasEmptyChecksum) report.warn('signature', { id: 'empty-checksum-signed/ignored' })
}

type Kind = ProbeTicket['terms']['kind']

/** The browser adds these itself. */
const addedByBrowser = ['host', 'content-length']

/** A policy has conditions about these, although they are not form fields. */
const notFields = ['bucket', 'content-length-range']

function findMissing(
  signed: SignedTerms,
  names: readonly string[],
  kind: Kind,
  answer: StorageAnswer,
): FindingFacts | null {
  const ignored = kind === 'put' ? addedByBrowser : notFields
  const missing = signed.names?.filter((name) => !ignored.includes(name) && !names.includes(name)) ?? []
  if (missing.length === 0) return null
  const method = methodOf(kind)
  return missing.length === 1 && missing[0] === 'content-type'
    ? { id: 'type-not-signed-as-sent', facts: { answer, method } }
    : { id: 'signed-header-missing', facts: { answer, method, names: redactNames(missing) } }
}

/** Fields that a form may have without a condition in its policy. */
const unconditioned = /^(x-amz-signature|x-goog-signature|policy|file|x-ignore-.*|awsaccesskeyid|signature)$/

function findUnsigned(
  signed: SignedTerms,
  names: readonly string[],
  kind: Kind,
  answer: StorageAnswer,
): FindingFacts | null {
  if (signed.names === null) return null
  const isSuspect = (name: string): boolean =>
    kind === 'put' ? /^x-(amz|goog)-/.test(name) : !unconditioned.test(name)
  const unsigned = names.filter((name) => isSuspect(name) && !signed.names?.includes(name))
  if (unsigned.length === 0) return null
  return { id: 'header-not-signed', facts: { answer, method: methodOf(kind), names: redactNames(unsigned) } }
}

function findTypeMismatch({ request }: Probe, terms: ProbeTicket['terms'], answer: StorageAnswer): FindingFacts | null {
  const pairs = terms.kind === 'put' ? Object.entries(terms.headers ?? {}) : terms.fields
  const type = pairs.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type === undefined || type.trim().toLowerCase() === request.type) return null
  return { id: 'type-not-signed-as-sent/other', facts: { answer, type: request.type } }
}
