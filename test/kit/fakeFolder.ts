/** Returns what `webkitGetAsEntry` returns, with the members that the reader of folders needs. */
export type FakeEntry = FakeFile | FakeFolder

interface FakeFile {
  readonly name: string
  readonly isUnreadable?: boolean
}

interface FakeFolder extends FakeFile {
  readonly entries: readonly FakeEntry[]
}

/** Chromium returns a hundred entries at a time. */
const batchSize = 100

/** The data of a drop with files and folders. */
export function createDrop(entries: readonly FakeEntry[]): object {
  const items = entries.map((entry) => ({
    kind: 'file',
    type: '',
    getAsFile: () => new File([entry.name], entry.name),
    webkitGetAsEntry: () => toEntry(entry, ''),
  }))
  return { items, files: [], types: ['Files'] }
}

function toEntry(entry: FakeEntry, parentPath: string): object {
  const { name } = entry
  const fullPath = `${parentPath}/${name}`
  const fail = new DOMException('gone', 'NotFoundError')
  if (!('entries' in entry)) {
    return {
      name,
      fullPath,
      isDirectory: false,
      isFile: true,
      file: (resolve: (file: File) => void, reject: (error: unknown) => void) =>
        entry.isUnreadable ? reject(fail) : resolve(new File([fullPath], name)),
    }
  }
  return {
    name,
    fullPath,
    isDirectory: true,
    isFile: false,
    createReader: () => {
      let next = 0
      return {
        readEntries: (resolve: (entries: object[]) => void, reject: (error: unknown) => void) => {
          if (entry.isUnreadable) return reject(fail)
          const batch = entry.entries.slice(next, next + batchSize)
          next += batchSize
          return resolve(batch.map((child) => toEntry(child, fullPath)))
        },
      }
    },
  }
}
