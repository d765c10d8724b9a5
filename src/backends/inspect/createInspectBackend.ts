import type { UploadBackend } from '../../contract/backend.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import { assetIdOf } from './assetIdOf.js'
import type { InspectFile } from './InspectFile.js'
import { checkInspectOptions, type InspectBackendOptions } from './options.js'

/**
 * A backend that speaks the file API of Screening Eagle's Inspect: a presigned URL by SHA-256, where 200 means that the
 * file is known and 201 that it is to be sent; the complete call after that. A file belongs to one asset:
 * `metadata: { assetId }`, or the option.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * createInspectBackend({ url: 'https://inspect.example.com', headers: () => ({ Authorization: `Bearer ${token}` }) })
 */
export function createInspectBackend(options: InspectBackendOptions): UploadBackend<InspectFile> {
  checkInspectOptions(options)
  const { scope, assetId: defaultAssetId, completesKnown = false } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createInspectCalls(options))
  return {
    name: 'inspect',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'sha-256',
    // Within one asset Inspect shares files itself. Another asset means other options or metadata, which are not shared.
    sharesFiles: true,
    confirmIsIdempotent: completesKnown,
    check: (file, metadata): readonly RejectionReason[] => [
      ...(assetIdOf(metadata, defaultAssetId) === undefined ? [{ code: 'asset-missing' }] : []),
      ...reasonsAgainstSinglePut(file),
    ],
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm', 'reconcile'),
  }
}
