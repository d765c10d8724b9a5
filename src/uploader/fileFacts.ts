import { isSizeKnown, sizeOf } from '../shared/fileSize.js'
import type { UploadFacts } from '../contract/upload.js'

/** The type for the ticket and for storage if the browser knows none. */
export const fallbackType = 'application/octet-stream'

/** The facts of a file that the backend gets. */
export type FileFacts = Pick<UploadFacts, 'name' | 'size' | 'type'>

/** The facts of a file, with the fallback type if the browser knows none. The size is read when somebody looks at it. */
export function factsOf(file: File): FileFacts {
  return {
    name: file.name,
    get size() {
      return sizeOf(file)
    },
    type: file.type || fallbackType,
  }
}

/** Everything that is known of a file. */
export type KnownFacts = Omit<UploadFacts, 'sentBytes' | 'attempt'>

/** What is known of a file, whatever becomes of it. A size that is not known yet is read when somebody looks at it. */
export function pickFacts(upload: KnownFacts): KnownFacts {
  const { id, name, type, file, metadata, group, image, sniffedType, thumbnail } = upload
  const facts = {
    id,
    name,
    type,
    file,
    metadata,
    ...(group !== undefined && { group }),
    ...(image && { image }),
    ...(sniffedType !== undefined && { sniffedType }),
    ...(thumbnail && { thumbnail }),
  }
  if (!file || isSizeKnown(file)) return { ...facts, size: file ? sizeOf(file) : upload.size }
  return {
    ...facts,
    get size() {
      return sizeOf(file)
    },
  }
}
