import type { BackendCalls } from './callBackend.js'
import type { Emitter } from '../shared/Emitter.js'
import type { Job } from './job.js'
import type { Ports } from '../contract/ports/ports.js'
import type { Store } from '../uploader/Store.js'
import type { Json } from '../contract/json.js'
import type { Outcome } from '../contract/upload.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploaderEvents } from '../contract/events.js'

/** What the rooms of the core share. */
export interface CoreParts<TFile extends StoredFile> {
  readonly ports: Ports
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly calls: BackendCalls<TFile>
  readonly getJob: (id: string) => Job<TFile> | undefined
  /** Writes down how far an upload has come, where that is wanted; resolves once it would survive a crash. */
  readonly keep: (job: Job<TFile>, stage: RecoveryStage) => Promise<void>
  /** Whether the next page would go on with an upload, were this one to go now. */
  readonly isKept: (job: Job<TFile>) => boolean
  /** Nothing of an upload is to come back. */
  readonly forget: (id: string) => void
}

/** What a step tells the pipeline: how an upload goes on is decided there. */
export interface Flow<TFile extends StoredFile> {
  /** Marks the job as at work; the signal fires when it is paused, cancelled or removed. */
  begin(job: Job<TFile>): AbortSignal
  /** The step is done, the next one is due. */
  goOn(job: Job<TFile>, next: Step): void
  finish(job: Job<TFile>, outcome: Outcome, stored: TFile): void
  /** Something went wrong: tried again or given up, as the one policy says. Nothing happens after an abort. */
  stumble(job: Job<TFile>, signal: AbortSignal, step: Step, thrown: unknown): void
  /** @param isOpenParts whether the reference names an upload in parts that was not joined */
  abandon(job: Job<TFile>, reference?: Json, isOpenParts?: boolean): void
}
