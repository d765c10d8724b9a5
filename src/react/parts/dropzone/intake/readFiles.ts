/** The files of a drop, paste or choice. */
export interface ReadFiles {
  readonly files: readonly File[]
  /** The number of files and folders that could not be read. */
  readonly unreadable: number
}

/** Handles of the files that were dropped, where the browser gives them out. */
export const droppedHandles: WeakMap<File, FileSystemFileHandle> = new WeakMap()

/** TypeScript does not declare it. */
interface ItemWithHandle extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
}

const systemFiles: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/** Whether it is a file that an operating system leaves in folders and nobody means to upload. */
export function isSystemFile({ name }: File): boolean {
  return systemFiles.has(name)
}

/**
 * Reads dropped or pasted files, and folders with every file in them at any depth. An unreadable one does not affect
 * the others. Browsers empty the items after the event, so all of them are taken before the first await.
 */
export async function readDataTransfer(data: DataTransfer): Promise<ReadFiles> {
  const items = Array.from(data.items).filter((item) => item.kind === 'file')
  if (items.length === 0) return collect(Array.from(data.files))
  const sources = items.map((item: ItemWithHandle) => ({
    file: item.getAsFile(),
    entry: item.webkitGetAsEntry?.() ?? null,
    // Without it, the file can be uploaded all the same.
    handle: item.getAsFileSystemHandle?.().catch(() => null),
  }))
  const results = await Promise.all(sources.map(readSource))
  return collect(results.flat().filter((file) => file === unreadable || !isSystemFile(file)))
}

interface Source {
  readonly file: File | null
  readonly entry: FileSystemEntry | null
  readonly handle: Promise<FileSystemHandle | null> | undefined
}

async function readSource({ file, entry, handle }: Source): Promise<Found> {
  if (entry && (entry.isDirectory || !file)) return readEntry(entry)
  if (!file) return [unreadable]
  const found = await handle
  if (found?.kind === 'file') droppedHandles.set(file, found as FileSystemFileHandle)
  return [file]
}

const unreadable = null
type Found = readonly (File | typeof unreadable)[]

async function readEntry(entry: FileSystemEntry): Promise<Found> {
  try {
    if (entry.isDirectory) return await readFolder(entry as FileSystemDirectoryEntry)
    return [await readFile(entry as FileSystemFileEntry)]
  } catch {
    return [unreadable]
  }
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file((file) => resolve(withPath(file, entry.fullPath)), reject)
  })
}

/**
 * Reads a folder in the order of file managers. The browser returns the entries unordered and in batches, in Chromium
 * of at most a hundred, and ends with an empty batch.
 */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<Found> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) break
    entries.push(...batch)
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  entries.sort((a, b) => compare(a.name, b.name))
  return (await Promise.all(entries.map(readEntry))).flat()
}

/** Sets the path within the dropped folder, as a folder picker does. */
function withPath(file: File, fullPath: string): File {
  if (file.webkitRelativePath) return file
  return Object.defineProperty(file, 'webkitRelativePath', { value: fullPath.replace(/^\//, ''), configurable: true })
}

function collect(found: Found): ReadFiles {
  const files = found.filter((file) => file !== unreadable)
  return { files, unreadable: found.length - files.length }
}
