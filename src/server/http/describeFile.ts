import type { FileRecord } from '../records/Records.js'
import { signDownload } from '../uploads/reading/signDownload.js'
import type { FileState } from '../uploads/Hooks.js'
import type { UploadService } from '../uploads/UploadService.js'
import { cutText } from './cutText.js'

/**
 * A registered file as JSON: what the calls answer, and what a gallery and the `defaultValue` of a field take. Its URLs
 * expire, so describe it anew for each page. It names neither its owner nor its profile.
 * @see docs/rest.openapi.yaml
 */
export interface DescribedFile {
  readonly id: string
  readonly name: string
  /** Left out if the app has rejected the file, as are the previews. */
  readonly url?: string
  readonly urlExpiresInSeconds?: number
  readonly type: string
  /** bytes */
  readonly size: number
  readonly width?: number
  readonly height?: number
  readonly blurhash?: string
  readonly durationSeconds?: number
  readonly alt?: string
  readonly previews?: readonly { readonly url: string; readonly width: number }[]
  readonly state?: FileState['state']
  readonly stateText?: string
  /** ISO date */
  readonly createdAt: string
  readonly metadata: FileRecord['metadata']
}

export async function describeFile(service: UploadService, file: FileRecord): Promise<DescribedFile> {
  const { id, name, type, size, image, video, alt, metadata, createdAtMs } = file
  const { state = 'ready', stateText } = (await service.hooks.fileState?.(file)) ?? {}
  return {
    id,
    name,
    ...(state !== 'rejected' && (await describeDownload(service, file))),
    type,
    size,
    ...(image ?? video),
    ...(alt && { alt }),
    ...(state !== 'ready' && { state }),
    ...(stateText && { stateText: cutText(stateText) }),
    createdAt: new Date(createdAtMs).toISOString(),
    metadata,
  }
}

/** Options of `describeFiles`. */
export interface DescribeFilesOptions {
  /** Leaves out files that were uploaded under other profiles, because those may allow larger files or other types. */
  readonly profile: string
}

/** The owner's files with these ids, each of them once. The others are left out. */
export async function describeFiles(
  service: UploadService,
  owner: string,
  ids: readonly string[],
  options?: DescribeFilesOptions,
): Promise<readonly DescribedFile[]> {
  const wanted = [...new Set(ids)]
  const described: DescribedFile[] = []
  for (let start = 0; start < wanted.length; start += mostAtOnce) {
    // oxlint-disable-next-line no-await-in-loop -- a client may have sent any number of ids
    const files = await Promise.all(
      wanted.slice(start, start + mostAtOnce).map(async (id) => {
        const file = await service.records.findFile(owner, id)
        return file && (!options || file.profile === options.profile) ? describeFile(service, file) : null
      }),
    )
    described.push(...files.filter((file) => file !== null))
  }
  return described
}

const mostAtOnce = 20

async function describeDownload(
  service: UploadService,
  file: FileRecord,
): Promise<Pick<DescribedFile, 'url' | 'urlExpiresInSeconds' | 'previews'>> {
  const { url, expiresInSeconds, previews } = await signDownload(service, file)
  return { url, urlExpiresInSeconds: expiresInSeconds, ...(previews.length > 0 && { previews }) }
}
