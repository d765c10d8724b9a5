import { takeFingerprint } from './file/fingerprint.js'
import { nameReference } from './answers/keyNames.js'
import { createRun, type Run, type RunningEntry, type Terms } from '../uploader/entry.js'
import type { Store } from '../uploader/Store.js'
import type { Inspector } from '../contract/ports/inspector.js'
import { Backlog } from '../shared/Backlog.js'
import { factsOf } from '../uploader/fileFacts.js'
import { createRecoveredUpload } from './createRecoveredUpload.js'
import type { Recovery, RecoveryStage, UploadRecord } from '../contract/recovery.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'

/** What a recovered upload is to go on with. */
export interface Recovered<TFile extends StoredFile> {
  readonly entry: RunningEntry<TFile>
  readonly step: Step
}

/** An upload was accepted under the restrictions of the page that it was added to, and those are gone. */
type RecoveredTerms<TFile extends StoredFile> = Omit<Terms<TFile>, 'restrictions'>

/** Writes down how far uploads have come, so that the next page can continue them. */
export class Persistence<TFile extends StoredFile> {
  readonly #recovery: Recovery | undefined
  readonly #inspector: Inspector
  readonly #store: Store<TFile>
  /** A command to all of ten thousand uploads must not hold up the page with what it has written down. */
  readonly #backlog = new Backlog()
  /** What is being written, by upload: a later state must not be overtaken by an earlier one. */
  readonly #writing = new Map<string, Promise<void>>()

  constructor(recovery: Recovery | undefined, inspector: Inspector, store: Store<TFile>) {
    this.#recovery = recovery
    this.#inspector = inspector
    this.#store = store
  }

  /** Whether the next page would find it. */
  isKept({ run }: RunningEntry<TFile>): boolean {
    return this.#recovery !== undefined && this.#recovery.isOn !== false && run.backend.scope !== undefined
  }

  /** Resolves once the upload would survive a crash. Never rejects. */
  keep(id: string, stage: RecoveryStage, isPaused = false): Promise<void> {
    const recovery = this.#recovery
    const scope = this.#store.running(id)?.run.backend.scope
    if (!recovery || scope === undefined) return Promise.resolve()
    return this.#write(id, async () => {
      if (stage !== 'inspecting') await this.#takeFingerprint(id)
      const entry = this.#store.running(id)
      if (!entry) return
      const record = toRecord(entry, scope, stage, isPaused)
      const { picked } = entry.run
      await (stage === 'inspecting' && picked ? recovery.save(record, picked) : recovery.save(record))
    })
  }

  forget(id: string): void {
    const recovery = this.#recovery
    if (recovery) void this.#write(id, () => recovery.forget(id))
  }

  /** Resolves once everything so far was handed to recovery, which may still be writing it. */
  whenHandedOver(): Promise<void> {
    return this.#backlog.whenDone()
  }

  #write(id: string, write: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => this.#backlog.add(() => resolve(this.#writeAfterOthers(id, write))))
  }

  #writeAfterOthers(id: string, write: () => Promise<void>): Promise<void> {
    const before = this.#writing.get(id) ?? Promise.resolve()
    const written = before.then(write).catch(() => undefined)
    this.#writing.set(id, written)
    void written.then(() => this.#writing.get(id) === written && this.#writing.delete(id))
    return written
  }

  /** Only if no digest of the picked bytes is at hand. */
  async #takeFingerprint(id: string): Promise<void> {
    const run = this.#store.running(id)?.run
    if (!run?.picked || run.fingerprint !== null || (run.inspection?.digest && !run.prepare)) return
    const fingerprint = await takeFingerprint(run.picked, this.#inspector, new AbortController().signal)
    this.#store.dispatch(id, { type: 'runUpdated', run: { fingerprint } })
  }

  /** What earlier pages left for this backend. */
  async restore(terms: RecoveredTerms<TFile>): Promise<readonly Recovered<TFile>[]> {
    const { scope, name } = terms.backend
    if (!this.#recovery || scope === undefined) return []
    const kept = await this.#recovery.claim(scope, name)
    return kept.map(({ record, file }) => {
      const step = stepOf(record, terms)
      return {
        entry: { upload: createRecoveredUpload<TFile>(record, file, step), run: toRun(record, file, terms) },
        step,
      }
    })
  }

  /** Nobody is left to go on with these here. */
  release(ids: readonly string[]): void {
    this.#recovery?.release?.(ids)
  }
}

/** A capability is never written down, and neither is what goes with it. */
function toRecord(
  { upload, run }: RunningEntry<StoredFile>,
  scope: string,
  reached: RecoveryStage,
  isPaused: boolean,
): UploadRecord {
  // After an unanswered confirm, the next page has to find out whether the file is registered before it confirms again.
  const stage = reached === 'confirming' && run.mayBeRegistered ? 'registering' : reached
  const { id, name, size, type, metadata, group } = upload
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
    stage: isNamed || !isStored ? stage : 'requesting',
    isPaused,
    ...(inspection?.digest && { digest: inspection.digest }),
    ...(inspection?.sniffedType !== undefined && { sniffedType: inspection.sniffedType }),
    ...(inspection?.image && { image: inspection.image }),
    ...(fingerprint !== null && { fingerprint }),
    ...(isNamed && { reference }),
    ...(isNamed && isStored && { receipt }),
    ...(isNamed && parts && { parts: { partSizeBytes: parts.partSizeBytes, partDigest: parts.partDigest } }),
  }
}

function toRun<TFile extends StoredFile>(
  record: UploadRecord,
  file: File | null,
  terms: RecoveredTerms<TFile>,
): Run<TFile> {
  const { stage, digest, sniffedType, image, reference, parts } = record
  const run = createRun<TFile>({ ...terms, restrictions: {} }, file, record.idempotencyKey)
  return {
    ...run,
    fingerprint: record.fingerprint ?? null,
    reference,
    receipt: record.receipt ?? null,
    mayBeRegistered: stage === 'registering',
    doubtedKey: stage === 'sending' ? nameReference(reference, terms.backend) : null,
    ...(stage !== 'inspecting' && {
      inspection: {
        ...(digest && { digest }),
        ...(sniffedType !== undefined && { sniffedType }),
        ...(image && { image }),
      },
    }),
    ...(parts &&
      reference !== undefined && {
        parts: { reference, ...parts, stored: new Map(), isFresh: false, mostStored: 0, isJoining: false },
      }),
  }
}

/** Tickets are never kept, so what was being sent in one piece needs another; what was prepared is prepared again. */
function stepOf<TFile extends StoredFile>({ stage, parts }: UploadRecord, { prepare }: RecoveredTerms<TFile>): Step {
  if (stage === 'registering' || stage === 'confirming') return 'confirming'
  if (prepare || stage === 'inspecting') return 'inspecting'
  return parts ? 'sending' : 'requesting'
}

/** Whether a file that somebody picked is the one that an upload lacks. Its name and date do not matter. */
export async function isSameFile(
  { upload, run }: RunningEntry<StoredFile>,
  file: File,
  inspector: Inspector,
): Promise<boolean> {
  const { inspection, prepare, fingerprint } = run
  const { signal } = new AbortController()
  const digest = inspection?.digest
  if (digest && !prepare) {
    if (file.size !== upload.size) return false
    const read = await inspector.inspect(file, {
      digest: digest.algorithm,
      digestOnly: true,
      signal,
      onProgress: () => {},
    })
    return read.digest?.hex === digest.hex
  }
  // It was not inspected on the earlier page, so none of its bytes were sent.
  if (fingerprint === null) return file.name === upload.name && (file.size === upload.size || prepare !== undefined)
  return fingerprint === (await takeFingerprint(file, inspector, signal))
}

/** A file under the name and type that its upload had before. What is to be prepared is left as it was picked. */
export function asRecorded(file: File, { upload, run }: RunningEntry<StoredFile>): File {
  const { name, type } = factsOf(file)
  if (run.prepare || (name === upload.name && type === upload.type)) return file
  return new File([file], upload.name, { type: upload.type, lastModified: file.lastModified })
}
