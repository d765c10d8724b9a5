import { sizeOf } from '../shared/fileSize.js'
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

/** Facts of which some may be undefined, which counts as left out. */
type GivenFacts = { readonly [K in keyof KnownFacts]: KnownFacts[K] | undefined } & Pick<
  KnownFacts,
  'id' | 'name' | 'size' | 'type' | 'file' | 'metadata'
>

/** What need not be known. It is listed, because each name that is written out once more is loaded with every page. */
const optionalFacts = ['group', 'image', 'video', 'sniffedType', 'picked', 'notes', 'thumbnail'] as const

/** What is known of a file, whatever becomes of it. A size that is not known yet is read when somebody looks at it. */
export function pickFacts(upload: GivenFacts): KnownFacts {
  const { id, name, type, file, metadata } = upload
  const facts: Record<string, unknown> = { id, name, type, file, metadata }
  for (const fact of optionalFacts) if (upload[fact] !== undefined) facts[fact] = upload[fact]
  if (file) Object.defineProperty(facts, 'size', sizeOfFile)
  else facts['size'] = upload.size
  // The compiler cannot see that it has all of them.
  return facts as unknown as KnownFacts
}

/** One function for all files: with one of its own, each of thousands of uploads would take three times the memory. */
const sizeOfFile = {
  enumerable: true,
  get(this: { readonly file: File }) {
    return sizeOf(this.file)
  },
}
