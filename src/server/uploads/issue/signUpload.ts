import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { UploadRecord } from '../../records/Records.js'
import { openParts } from '../parts/openParts.js'
import { partSizeFor } from '../parts/partPlan.js'
import type { UploadService } from '../UploadService.js'
import type { Way } from './chooseWay.js'

/** How a client sends one file. */
export type SignedUpload =
  | ({ readonly kind: 'put'; readonly headers: Readonly<Record<string, string>> } & Signed)
  | ({ readonly kind: 'post'; readonly fields: readonly (readonly [name: string, value: string])[] } & Signed)
  | {
      readonly kind: 'multipart'
      readonly partSizeBytes: number
      readonly reference: string
      readonly partDigest: DigestAlgorithm | null
    }

interface Signed {
  readonly url: string
  readonly reference: string
  readonly expiresInSeconds: number
}

/** Signs what `decideUploads` has recorded. */
export async function signUpload(
  service: UploadService,
  upload: UploadRecord,
  { sendWith, isUnconditional }: Way,
): Promise<SignedUpload> {
  const { storage, terms } = service
  const { id: reference, key, announced } = upload
  const { type, size, digest } = announced
  if (sendWith === 'multipart') {
    await openParts(service, upload)
    const partSizeBytes = partSizeFor(size, terms.partSizeBytes)
    return { kind: 'multipart', partSizeBytes, reference, partDigest: storage.abilities.partDigest }
  }
  const expiresInSeconds = terms.ticketExpiresInSeconds
  const object = { key, type, size, ...(digest && { digest }), expiresInSeconds, isUnconditional }
  if (sendWith === 'put') return { kind: 'put', ...(await storage.signPut(object)), reference, expiresInSeconds }
  const { url, fields } = await storage.signPost(object)
  return { kind: 'post', url, fields: [...fields, ['file', '@file']], reference, expiresInSeconds }
}
