import type { UploadBackend } from '../../contract/backend.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../reasonsAgainstSinglePut.js'
import { assetIdOf } from './assetIdOf.js'
import type { InspectFile } from './InspectFile.js'
import { checkInspectOptions, type InspectBackendOptions } from './options.js'

/**
 * Creates a backend for the file API of Screening Eagle's Inspect. It requests a presigned URL with the SHA-256 (200
 * means that the file is known, 201 that it has to be sent), sends the bytes, and makes the complete call. A file
 * belongs to one asset: pass `assetId` as metadata or as an option.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
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
    // Inspect itself shares files within an asset. Different assets mean different metadata, which are never shared.
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
