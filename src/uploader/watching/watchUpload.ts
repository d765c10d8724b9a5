import type { Uploader } from '../../contract/uploader.js'
import type { UploaderEvents } from '../../contract/events.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Emitter } from '../../shared/Emitter.js'
import type { SharedCode } from '../sharedCode.js'
import type { Store } from '../Store.js'
import { Watcher } from './Watcher.js'

/** What an uploader shares with the code that watches its files. */
export interface WatcherContext<TFile extends StoredFile> {
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly code: SharedCode
  readonly ports: Pick<Ports, 'clock' | 'connection' | 'createId'>
  readonly uploader: Pick<Uploader<TFile>, 'getBackend'>
  /** Fires when the uploader is destroyed. */
  readonly signal: AbortSignal
}

const watchers = new WeakMap<object, unknown>()

/**
 * Watches the file of an upload until the backend has processed it, or nobody shows it any more. This code is loaded with
 * the first file that a backend still processes.
 *
 * @param sinceMs when that was seen, in monotonic milliseconds
 * @param context the same object for each upload of an uploader
 */
export function watchUpload<TFile extends StoredFile>(
  uploadId: string,
  sinceMs: number,
  context: WatcherContext<TFile>,
): void {
  // Each uploader's context has the watcher that was made for it, whose files are of the same type.
  const watcher = (watchers.get(context) as Watcher<TFile> | undefined) ?? new Watcher(context)
  watchers.set(context, watcher)
  watcher.watch(uploadId, sinceMs)
}
