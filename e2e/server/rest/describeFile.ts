import type { TicketService } from '../ticket-service/TicketService.ts'
import type { FileRecord } from '../ticket-service/fileTable.ts'
import { signDownload } from '../ticket-service/signDownload.ts'

/** Describes a registered file as the REST API does. */
export interface RestFile {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly urlExpiresInSeconds: number
  readonly type: string
  readonly size: number
  readonly width?: number
  readonly height?: number
  readonly blurhash?: string
  readonly alt?: string
  readonly createdAt: string
  readonly metadata: Readonly<Record<string, unknown>>
}

export async function describeFile(service: TicketService, record: FileRecord): Promise<RestFile> {
  const { id, name, type, size, image, metadata, createdAt } = record
  const { url, expiresInSeconds } = await signDownload(service, record)
  const { alt } = metadata
  return {
    id,
    name,
    url,
    urlExpiresInSeconds: expiresInSeconds,
    type,
    size,
    ...image,
    ...(typeof alt === 'string' && { alt }),
    createdAt,
    metadata,
  }
}
