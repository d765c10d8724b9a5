import type { UploadBackend } from '../contract/backend.js'
import type { Ports } from '../contract/ports/ports.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploaderEvents } from '../contract/events.js'
import type { Emitter } from '../shared/Emitter.js'
import type { SharedCode } from '../uploader/sharedCode.js'
import type { Store } from '../uploader/Store.js'
import type { Abandoning } from './Abandoning.js'
import type { BackendCalls } from './calls/BackendCalls.js'
import type { LazyCode } from './lazy/LazyCode.js'
import type { KnownServers } from './outages/KnownServers.js'
import type { Persistence } from './recovery/Persistence.js'
import type { Scheduler } from './scheduling/Scheduler.js'
import type { SingleFlight } from './SingleFlight.js'

/** What all runs of one uploader share. */
export interface RunContext<TFile extends StoredFile> {
  readonly ports: Ports
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly code: SharedCode
  readonly calls: BackendCalls<TFile>
  readonly scheduler: Scheduler<TFile>
  readonly servers: KnownServers<TFile>
  readonly singleFlight: SingleFlight<TFile>
  /** null in an app without recovery. */
  readonly persistence: Persistence<TFile> | null
  readonly abandoning: Abandoning<TFile>
  /** The expiry of the last ticket that each backend gave, in seconds. */
  readonly expiries: WeakMap<UploadBackend, number>
  readonly lazyCode: LazyCode
}
