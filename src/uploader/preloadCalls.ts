import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'

/**
 * Starts to load the code of a backend's calls. Nobody waits for it, because it only saves time: the calls load their
 * code themselves if it is missing, and if they cannot, they fail and are tried again. So an adapter's `preload` that
 * always fails, or never ends, holds up nothing.
 */
export function preloadCalls<TFile extends StoredFile>(backend: UploadBackend<TFile>): void {
  const preload = async (): Promise<void> => backend.preload?.()
  preload().catch(() => {})
}
