import { warnAboutUnknown } from '../../shared/options/checkFields.js'
import { checkOption } from '../../shared/options/ownOptions.js'
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
  if (!uploader === !backend) throw new TypeError('<UploadProvider> needs either a `backend` or an `uploader`.')
  if (!uploader) return
  checkOption('`uploader` of <UploadProvider>', uploader, [isUploader, 'the result of createUploader'])
  const misplaced = propNames.find((name) => !allProps[name] && props[name] !== undefined)
  if (misplaced) throw new TypeError(`<UploadProvider> has an \`uploader\`, so pass '${misplaced}' to createUploader.`)
}

function isUploader(value: unknown): boolean {
  return typeof (value as Partial<Uploader>).getSnapshot === 'function'
}

/** All props, and whether each goes with an uploader that exists already. The compiler reports one that is missing. */
const allProps: { readonly [Name in keyof UploadProviderProps]-?: boolean } = {
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
  autoStart: false,
  createWorker: false,
  recovery: false,
  allowedOrigins: false,
}

// These are the keys of the object above.
const propNames = Object.keys(allProps) as readonly (keyof UploadProviderProps)[]
