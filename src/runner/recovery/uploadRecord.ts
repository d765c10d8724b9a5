import type { RecoveryStage, UploadRecord } from '../../contract/recovery.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Run, UploadableEntry, Terms } from '../../uploader/entry.js'
import type { SharedCode } from '../../uploader/sharedCode.js'
import { nameReference } from '../answers/keyNames.js'
import { lastingFacts } from '../calls/toTicketRequest.js'

/** An upload was accepted under the restrictions of the page that it was added to, and those are gone. */
export type RecoveredTerms<TFile extends StoredFile> = Omit<Terms<TFile>, 'restrictions'>

/**
 * What is written down of an upload. A reference that is a capability never is, and neither is what is of no use without
 * it: whoever reads the disk could use it.
 */
export function toRecord(
  { upload, run }: UploadableEntry<StoredFile>,
  scope: string,
  reached: RecoveryStage,
  isPaused: boolean,
): UploadRecord {
  // After an unanswered confirm, the next page has to find out whether the file is registered before it confirms again.
  const stage = reached === 'confirming' && run.mayBeRegistered ? 'registering' : reached
  const { id, name, size, type, metadata, group, picked } = upload
  const { backend, idempotencyKey, inspection, fingerprint, reference, receipt, parts } = run
  const isNamed = reference !== undefined && backend.referenceIsCapability !== true
  const isStored = stage === 'confirming' || stage === 'registering'
  return {
    id,
    scope,
    backend: backend.name,
    idempotencyKey,
    name,
    size,
    type,
    metadata,
    ...(group !== undefined && { group }),
    // Without its reference nobody can confirm what is stored, so the next page asks for another ticket.
    stage: isNamed || !isStored ? stage : 'requesting',
    isPaused,
    ...lastingFacts(inspection ?? {}),
    ...(picked && { picked }),
    ...(fingerprint !== null && { fingerprint }),
    ...(isNamed && { reference }),
    ...(isNamed && isStored && { receipt }),
    ...(isNamed && parts && { parts: { partSizeBytes: parts.partSizeBytes, partDigest: parts.partDigest } }),
  }
}

/** The private side of a recovered upload. Nothing is remembered of the tries of an earlier page. */
export function toRun<TFile extends StoredFile>(
  record: UploadRecord,
  file: File | null,
  terms: RecoveredTerms<TFile>,
  { createRun }: SharedCode,
): Run<TFile> {
  const { stage, reference, parts } = record
  const run = createRun<TFile>({ ...terms, restrictions: {} }, file, record.idempotencyKey)
  return {
    ...run,
    fingerprint: record.fingerprint ?? null,
    reference,
    receipt: record.receipt ?? null,
    // That page was left in the middle of the confirm, or of the transfer: its last request may have arrived.
    mayBeRegistered: stage === 'registering',
    doubtedKey: stage === 'sending' ? nameReference(reference, terms.backend) : null,
    ...(stepOf(record, terms) !== 'inspecting' && { inspection: lastingFacts(record) }),
    ...(parts &&
      reference !== undefined && {
        // Not fresh, so that storage is asked what it has.
        parts: { reference, ...parts, stored: new Map(), isFresh: false, mostStored: 0, isJoining: false },
      }),
  }
}

/** Where the next page goes on. Tickets are never kept, so what was being sent in one piece needs another. */
export function stepOf<TFile extends StoredFile>(record: UploadRecord, terms: RecoveredTerms<TFile>): Step {
  const { stage, parts } = record
  if (stage === 'registering' || stage === 'confirming') return 'confirming'
  if (isToPrepare(record, terms) || stage === 'inspecting') return 'inspecting'
  return parts ? 'sending' : 'requesting'
}

/**
 * Whether the file that the record is about has to be made first. Only the picked one is kept, so what was prepared is
 * prepared again, or sent as it was picked if the app of this page prepares nothing.
 */
function isToPrepare<TFile extends StoredFile>({ picked }: UploadRecord, { prepare }: RecoveredTerms<TFile>): boolean {
  return prepare !== undefined || picked !== undefined
}
