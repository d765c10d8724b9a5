import type { FileRecord } from '../records/Records.js'
import { signDownload } from '../uploads/reading/signDownload.js'
import type { UploadService } from '../uploads/UploadService.js'

/** A registered file as the REST contract describes it. @see docs/rest.openapi.yaml */
export interface DescribedFile {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly urlExpiresInSeconds: number
  readonly type: string
  /** bytes */
  readonly size: number
  readonly width?: number
  readonly height?: number
  readonly blurhash?: string
  readonly durationSeconds?: number
  readonly alt?: string
  readonly previews?: readonly { readonly url: string; readonly width: number }[]
  /** ISO date */
  readonly createdAt: string
  readonly metadata: FileRecord['metadata']
}

export async function describeFile(service: UploadService, file: FileRecord): Promise<DescribedFile> {
  const { id, name, type, size, image, video, alt, metadata, createdAtMs } = file
  const { url, expiresInSeconds, previews } = await signDownload(service, file)
  return {
    id,
    name,
    url,
    urlExpiresInSeconds: expiresInSeconds,
    type,
    size,
    ...(image ?? video),
    ...(alt && { alt }),
    ...(previews.length > 0 && { previews }),
    createdAt: new Date(createdAtMs).toISOString(),
    metadata,
  }
}
