import type { Metadata } from '../../contract/json.js'
import type { Preview, StoredFile } from '../../contract/storedFile.js'
import {
  readAmount,
  readList,
  readObject,
  readOptional,
  readOptionalAmount,
  readOptionalText,
  readOptionalWord,
  readText,
} from '../http/shape.js'

/** A registered file of the rest contract. Additional fields of your server are kept. */
export interface RestFile extends StoredFile {
  /** When the file was registered, in ISO 8601. */
  readonly createdAt?: string
  readonly metadata?: Metadata
  readonly [field: string]: unknown
}

type Read = (value: unknown, place: string) => unknown

const known: Readonly<Record<string, Read>> = {
  id: readText,
  name: readOptionalText,
  url: readOptionalText,
  urlExpiresInSeconds: readOptionalAmount,
  type: readOptionalText,
  size: readOptionalAmount,
  width: readOptionalAmount,
  height: readOptionalAmount,
  blurhash: readOptionalText,
  alt: readOptionalText,
  previews: (value, place) => readOptional(value, place, readPreviews),
  state: (value, place) => readOptionalWord(value, place, ['processing', 'ready', 'rejected']),
  stateText: readOptionalText,
  createdAt: readOptionalText,
  metadata: (value, place) => readOptional(value, place, readObject),
}

/** Reads a file. Fields that are null are left out. */
export function readFile(value: unknown, place: string): RestFile {
  const file: Record<string, unknown> = { ...readObject(value, place) }
  for (const [field, read] of Object.entries(known)) {
    const found = read(file[field], `${place}.${field}`)
    if (found === undefined) delete file[field]
    else file[field] = found
  }
  // Each known field has been read as its type says.
  return file as RestFile
}

/** Sorts them, because a server may have them in the order in which they were made. */
function readPreviews(value: unknown, place: string): readonly Preview[] {
  const previews = readList(value, place).map((preview, index) => readPreview(preview, `${place}[${index}]`))
  return previews.toSorted((a, b) => a.width - b.width)
}

function readPreview(value: unknown, place: string): Preview {
  const preview = readObject(value, place)
  const url = readText(preview['url'], `${place}.url`)
  return { ...preview, url, width: readAmount(preview['width'], `${place}.width`) }
}
