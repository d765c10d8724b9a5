import type { UploadFacts } from '../contract/upload.js'

/** Declared in the ticket and sent to storage where the browser knows no type. */
export const fallbackType = 'application/octet-stream'

/** What a file says of itself, and the backend is told. */
export type FileFacts = Pick<UploadFacts, 'name' | 'size' | 'type'>

/** The facts of a file, with the one fallback type where the browser knows none. */
export function factsOf({ name, size, type }: File): FileFacts {
  return { name, size, type: type || fallbackType }
}

/** Everything that is known of a file. */
export type KnownFacts = Omit<UploadFacts, 'sentBytes' | 'attempt'>

/** What is known of a file, whatever becomes of it. */
export function pickFacts(upload: KnownFacts): KnownFacts {
  const { id, name, size, type, file, metadata, group, image, sniffedType, thumbnail } = upload
  return {
    id,
    name,
    size,
    type,
    file,
    metadata,
    ...(group !== undefined && { group }),
    ...(image && { image }),
    ...(sniffedType !== undefined && { sniffedType }),
    ...(thumbnail && { thumbnail }),
  }
}
