import { takeFingerprint } from './fingerprint.js'
import { nameReference } from './answers/keyNames.js'
import { createJob, type Job } from './job.js'
import type { Inspector } from '../contract/ports/inspector.js'
import { factsOf } from '../uploader/reducer.js'
import type { Prepare } from '../contract/options.js'
import type { Recovery, RecoveryStage, UploadRecord } from '../contract/recovery.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'

/** What a recovered upload is to go on with. */
export interface Recovered<TFile extends StoredFile> {
  readonly job: Job<TFile>
  readonly record: UploadRecord
  readonly step: Step
}

interface Terms<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly prepare: Prepare | undefined
}

/** Writes down how far uploads have come, and makes jobs of what an earlier page wrote. */
export class Recovering<TFile extends StoredFile> {
  readonly #recovery: Recovery | undefined
  readonly #inspector: Inspector
  /** What is being written, by upload: a later word must not be overtaken by an earlier one. */
  readonly #writing = new Map<string, Promise<void>>()

  constructor(recovery: Recovery | undefined, inspector: Inspector) {
    this.#recovery = recovery
    this.#inspector = inspector
  }

  /** Whether the next page would find it. */
  isKept({ backend }: Job<TFile>): boolean {
    return this.#recovery !== undefined && this.#recovery.isOn !== false && backend.scope !== undefined
  }

  /** Resolves once the upload would survive a crash. Never rejects. */
  keep(job: Job<TFile>, stage: RecoveryStage, isPaused = false): Promise<void> {
    const recovery = this.#recovery
    const { scope } = job.backend
    if (!recovery || scope === undefined) return Promise.resolve()
    return this.#write(job.id, async () => {
      if (stage !== 'inspecting') await this.#takeFingerprint(job)
      const record = toRecord(job, scope, stage, isPaused)
      await (stage === 'inspecting' && job.picked ? recovery.save(record, job.picked) : recovery.save(record))
    })
  }

  forget(id: string): void {
    const recovery = this.#recovery
    if (recovery) void this.#write(id, () => recovery.forget(id))
  }

  #write(id: string, write: () => Promise<void>): Promise<void> {
    const before = this.#writing.get(id) ?? Promise.resolve()
    const written = before.then(write).catch(() => undefined)
    this.#writing.set(id, written)
    void written.then(() => this.#writing.get(id) === written && this.#writing.delete(id))
    return written
  }

  /** Only where no digest of the picked bytes is at hand. */
  async #takeFingerprint(job: Job<TFile>): Promise<void> {
    const { picked, prepare, inspection } = job
    if (job.fingerprint !== null || !picked || (inspection?.digest && !prepare)) return
    job.fingerprint = await takeFingerprint(picked, this.#inspector, new AbortController().signal)
  }

  /** What earlier pages left for this backend. */
  async restore(terms: Terms<TFile>): Promise<readonly Recovered<TFile>[]> {
    const { scope, name } = terms.backend
    if (!this.#recovery || scope === undefined) return []
    const kept = await this.#recovery.claim(scope, name)
    return kept.map(({ record, file }) => ({ job: toJob(record, file, terms), record, step: stepOf(record, terms) }))
  }

  /** Nobody is left to go on with these here. */
  release(recovered: readonly Recovered<TFile>[]): void {
    this.#recovery?.release?.(recovered.map(({ job }) => job.id))
  }
}

/** A capability is kept by nobody, so what goes with it is not kept either. */
function toRecord<TFile extends StoredFile>(
  job: Job<TFile>,
  scope: string,
  reached: RecoveryStage,
  isPaused: boolean,
): UploadRecord {
  // Once a confirm went unanswered, whoever goes on has to look before the next one.
  const stage = reached === 'confirming' && job.mayBeRegistered ? 'registering' : reached
  const { id, backend, idempotencyKey, facts, metadata, group, inspection, fingerprint, reference, receipt, parts } =
    job
  const isNamed = reference !== undefined && backend.referenceIsCapability !== true
  const isStored = stage === 'confirming' || stage === 'registering'
  return {
    id,
    scope,
    backend: backend.name,
    idempotencyKey,
    ...facts,
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

function toJob<TFile extends StoredFile>(record: UploadRecord, file: File | null, terms: Terms<TFile>): Job<TFile> {
  const { id, idempotencyKey, name, size, type, metadata, group, digest, sniffedType, image, reference, parts } = record
  const job = createJob<TFile>({
    ...terms,
    // It was let in under those of the page that it was added to.
    restrictions: {},
    id,
    idempotencyKey,
    metadata,
    group,
    picked: file,
    facts: { name, size, type },
  })
  job.fingerprint = record.fingerprint ?? null
  job.reference = reference
  job.receipt = record.receipt ?? null
  job.mayBeRegistered = record.stage === 'registering'
  job.doubtedKey = record.stage === 'sending' ? nameReference(reference, terms.backend) : null
  if (record.stage !== 'inspecting') {
    job.inspection = {
      ...(digest && { digest }),
      ...(sniffedType !== undefined && { sniffedType }),
      ...(image && { image }),
    }
  }
  if (parts && reference !== undefined)
    job.parts = { reference, ...parts, stored: new Map(), isFresh: false, mostStored: 0, isJoining: false }
  return job
}

/** Tickets are never kept, so what was being sent in one piece needs another; what was prepared is prepared again. */
function stepOf<TFile extends StoredFile>({ stage, parts }: UploadRecord, { prepare }: Terms<TFile>): Step {
  if (stage === 'registering' || stage === 'confirming') return 'confirming'
  if (prepare || stage === 'inspecting') return 'inspecting'
  return parts ? 'sending' : 'requesting'
}

/** Whether a file that somebody picked is the one that an upload lacks. Its name and date do not matter. */
export async function isSameFile<TFile extends StoredFile>(
  job: Job<TFile>,
  file: File,
  inspector: Inspector,
  signal: AbortSignal,
): Promise<boolean> {
  const { inspection, prepare, fingerprint, facts } = job
  const digest = inspection?.digest
  if (digest && !prepare) {
    if (file.size !== facts.size) return false
    const read = await inspector.inspect(file, {
      digest: digest.algorithm,
      digestOnly: true,
      signal,
      onProgress: () => {},
    })
    return read.digest?.hex === digest.hex
  }
  // Nothing was read of it before the page went, so nothing of it was sent either.
  if (fingerprint === null) return file.name === facts.name && (file.size === facts.size || prepare !== undefined)
  return fingerprint === (await takeFingerprint(file, inspector, signal))
}

/** A file under the name and type that its upload had before. What is to be prepared is left as it was picked. */
export function asRecorded(file: File, { facts, prepare }: Job<StoredFile>): File {
  const { name, type } = factsOf(file)
  if (prepare || (name === facts.name && type === facts.type)) return file
  return new File([file], facts.name, { type: facts.type, lastModified: file.lastModified })
}
