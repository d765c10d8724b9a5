import type { Inspector } from '../../contract/ports/inspector.js'
import type { Recovery, RecoveryStage } from '../../contract/recovery.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadError } from '../../errors/UploadError.js'
import { Backlog } from '../../shared/Backlog.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import type { RunnerContext } from '../../uploader/Runner.js'
import { findAmbiguity } from '../failure/ambiguousConfirm.js'
import { takeFingerprint } from '../file/takeFingerprint.js'
import { createRecoveredUpload } from './createRecoveredUpload.js'
import { refusalOfRecovered } from './refusalOfRecovered.js'
import { type RecoveredTerms, stepOf, toRecord, toRun } from './uploadRecord.js'

/** What a recovered upload is to go on with. */
export interface Recovered<TFile extends StoredFile> {
  readonly entry: UploadableEntry<TFile>
  readonly step: Step
  readonly isPaused: boolean
  /** Finds the file that it lacks. */
  readonly handle: FileSystemFileHandle | undefined
  /** Why it cannot go on by itself. */
  readonly refusal: UploadError | null
}

export function createPersistence<TFile extends StoredFile>(recovery: Recovery): CreatePersistence<TFile> {
  return (inspector, context) => new Persistence(recovery, inspector, context)
}

/** Creates the persistence once the runner has its inspector. */
export type CreatePersistence<TFile extends StoredFile> = (
  inspector: Inspector,
  context: PersistenceContext<TFile>,
) => Persistence<TFile>

type PersistenceContext<TFile extends StoredFile> = Pick<RunnerContext<TFile>, 'code' | 'store'>

/** Writes down how far uploads have come, so that the next page can continue them. */
export class Persistence<TFile extends StoredFile> {
  readonly #recovery: Recovery
  readonly #inspector: Inspector
  readonly #code: RunnerContext<TFile>['code']
  readonly #store: RunnerContext<TFile>['store']
  /** A command to all of ten thousand uploads must not hold up the page with what it has written down. */
  readonly #backlog = new Backlog()
  /** What is being written, by upload: a later state must not be overtaken by an earlier one. */
  readonly #writing = new Map<string, Promise<void>>()

  constructor(recovery: Recovery, inspector: Inspector, { code, store }: PersistenceContext<TFile>) {
    this.#recovery = recovery
    this.#inspector = inspector
    this.#code = code
    this.#store = store
  }

  /** Whether the next page would find it. */
  isRecoverable({ run }: UploadableEntry<TFile>): boolean {
    return this.#recovery.isOn !== false && run.backend.scope !== undefined
  }

  /** Resolves once the upload would survive a crash. Never rejects. */
  save(id: string, stage: RecoveryStage, isPaused = false): Promise<void> {
    const recovery = this.#recovery
    const scope = this.#store.uploadable(id)?.run.backend.scope
    if (scope === undefined) return Promise.resolve()
    return this.#write(id, async () => {
      // Without it, a file that is picked again is compared by its name and size.
      if (stage !== 'inspecting') await this.#takeFingerprint(id).catch(() => undefined)
      const entry = this.#store.uploadable(id)
      if (!entry) return
      const record = toRecord(entry, scope, stage, isPaused)
      const { picked, handles } = entry.run
      await (stage === 'inspecting' && picked
        ? recovery.save(record, picked, handles?.get(picked))
        : recovery.save(record))
    })
  }

  forget(id: string): void {
    void this.#write(id, () => this.#recovery.forget(id))
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
    const run = this.#store.uploadable(id)?.run
    if (!run?.picked || run.fingerprint !== null || (run.inspection?.digest && !run.prepare)) return
    const fingerprint = await takeFingerprint(run.picked, this.#inspector, new AbortController().signal)
    this.#store.dispatch(id, { type: 'runUpdated', run: { fingerprint } })
  }

  /** What earlier pages left for this backend. */
  async restore(terms: RecoveredTerms<TFile>): Promise<readonly Recovered<TFile>[]> {
    const { scope, name } = terms.backend
    if (scope === undefined) return []
    const kept = await this.#recovery.claim(scope, name)
    return kept.map(({ record, file, handle }) => {
      const step = stepOf(record, terms)
      const upload = createRecoveredUpload<TFile>(record, file, step, this.#code)
      const entry: UploadableEntry<TFile> = { upload, run: toRun(record, file, terms, this.#code) }
      return {
        entry,
        step,
        isPaused: record.isPaused,
        handle,
        refusal: findAmbiguity(entry) ?? refusalOfRecovered(entry, step),
      }
    })
  }

  /** Nobody is left to go on with these here. */
  release(ids: readonly string[]): void {
    this.#recovery.release?.(ids)
  }
}
