import { openDB } from 'idb'

interface Contents {
  readonly records: readonly {
    readonly record: { readonly id: string }
    readonly owner: string
    readonly savedAt: number
  }[]
  readonly files: readonly (File | FileSystemFileHandle)[]
  /** Everything, including the text of the files. */
  readonly text: string
}

/** Only the records, because thousands of files take long. */
export async function readRecords(name: string): Promise<Contents['records']> {
  const database = await openDB(name)
  const records = (await database.getAll('records')) as Contents['records']
  database.close()
  return records
}

/** Returns the contents of a database. */
export async function readDatabase(name: string): Promise<Contents> {
  const database = await openDB(name)
  const [records, files, keys] = await Promise.all([
    database.getAll('records') as Promise<Contents['records']>,
    database.getAll('files') as Promise<Contents['files']>,
    database.getAllKeys('files'),
  ])
  database.close()
  const contents = await Promise.all(files.map(async (file) => (file instanceof File ? file.text() : null)))
  const text = JSON.stringify([
    records,
    keys,
    files.map((file) => [file.name, file instanceof File ? file.type : file.kind]),
    contents,
  ])
  return { records, files, text }
}
