import { warnAboutUnknown } from '../../shared/options/checkFields.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import type { UploadProviderProps } from './UploadProvider.js'

/**
 * Rejects props that exclude each other, and warns about unknown ones. `createUploader` checks its own options.
 * @throws {TypeError}
 */
export function checkProviderProps<TFile extends StoredFile>(props: UploadProviderProps<TFile>): void {
  warnAboutUnknown('<UploadProvider>', props, propNames)
  const { uploader, backend } = props as { readonly uploader?: unknown; readonly backend?: unknown }
  if (!uploader === !backend) {
    throw new TypeError('<UploadProvider> needs a `backend` or an `uploader` of your own, not both.')
  }
  if (!uploader) return
  if (typeof (uploader as Partial<Uploader>).getSnapshot !== 'function') {
    throw new TypeError('`uploader` of <UploadProvider> must be the result of createUploader.')
  }
  const misplaced = creationOptions.find((name) => props[name] !== undefined)
  if (misplaced)
    throw new TypeError(
      `<UploadProvider> cannot pass '${misplaced}' to an existing uploader. Pass it to createUploader.`,
    )
}

const creationOptions = ['autoStart', 'createWorker', 'recovery', 'allowedOrigins'] as const

/** An object rather than a list, because the compiler then reports a missing prop. */
const allProps: { readonly [Name in keyof UploadProviderProps]-?: true } = {
  backend: true,
  uploader: true,
  restrictions: true,
  concurrency: true,
  prepare: true,
  locale: true,
  queryClient: true,
  warnOnLeave: true,
  keepAwake: true,
  doctor: true,
  onDone: true,
  onFailed: true,
  children: true,
  autoStart: true,
  createWorker: true,
  recovery: true,
  allowedOrigins: true,
}

const propNames: readonly string[] = Object.keys(allProps)
