import { warnAboutUnknown } from '../../shared/options/checkFields.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadProviderProps } from './UploadProvider.js'

/**
 * Refuses props that exclude each other, and warns of those that nobody knows. What `createUploader` takes it looks at
 * itself.
 * @throws {TypeError}
 */
export function checkProviderProps<TFile extends StoredFile>(props: UploadProviderProps<TFile>): void {
  warnAboutUnknown('<UploadProvider>', props, propNames)
  const { uploader, backend } = props as { readonly uploader?: unknown; readonly backend?: unknown }
  if (!uploader && !backend) throw new TypeError('<UploadProvider> needs a `backend`, or an `uploader` of your own.')
  if (!uploader) return
  if (backend) throw new TypeError('<UploadProvider> takes a `backend` or an `uploader` of your own, not both.')
  if (typeof Reflect.get(Object(uploader) as object, 'getSnapshot') !== 'function') {
    throw new TypeError('`uploader` of <UploadProvider> must be what createUploader makes.')
  }
  const late = ofCreateUploader.find((name) => props[name] !== undefined)
  if (late)
    throw new TypeError(`<UploadProvider> cannot give '${late}' to an uploader that is made: createUploader takes it.`)
}

const ofCreateUploader = ['autoStart', 'createWorker', 'recovery', 'allowedOrigins'] as const

/** As an object, so that the compiler sees when one is missing. */
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
  children: true,
  autoStart: true,
  createWorker: true,
  recovery: true,
  allowedOrigins: true,
}

const propNames: readonly string[] = Object.keys(allProps)
