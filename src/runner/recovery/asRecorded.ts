import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import type { SharedCode } from '../../uploader/sharedCode.js'

/** A file under the name and type that its upload had before. What is to be prepared is left as it was picked. */
export function asRecorded(file: File, { upload, run }: UploadableEntry<StoredFile>, { factsOf }: SharedCode): File {
  const { name, type } = factsOf(file)
  if (run.prepare || (name === upload.name && type === upload.type)) return file
  return new File([file], upload.name, { type: upload.type, lastModified: file.lastModified })
}
