import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { Client } from 'pg'
import { listKeys } from '../../storage/listKeys.ts'
import { createStorageClient, type StorageAddress } from '../../storage/storageClient.ts'
import type { Remains } from './judgeUploads.ts'
import type { SoakRecords } from './soakServer.ts'

type Row = Readonly<Record<string, unknown>>
type Query = (sql: string) => Promise<readonly Row[]>

/**
 * Reads the tables and the bucket past the servers.
 *
 * @param storageFolder where MinIO keeps its data
 */
export async function readRemains(
  records: SoakRecords,
  storage: StorageAddress,
  storageFolder: string,
): Promise<Omit<Remains, 'announced'>> {
  const { query, end } = await connect(records)
  try {
    const files = await query('select * from coatcheck_files')
    const uploads = await query('select id, state, is_ended from coatcheck_uploads')
    const objects = await query('select object_key, uses from coatcheck_objects')
    const usage = await query('select owner, profile, files, bytes from coatcheck_usage')
    return {
      files: files.map((row) => ({
        id: String(row['id']),
        owner: String(row['owner']),
        profile: String(row['profile']),
        idempotencyKey: String(row['idempotency_key']),
        uploadId: String(row['upload_id']),
        objectKey: String(row['object_key']),
        name: String(row['name']),
        sizeBytes: Number(row['size']),
      })),
      uploads: uploads.map((row) => ({
        id: String(row['id']),
        state: String(row['state']),
        isEnded: Boolean(row['is_ended']),
      })),
      uses: new Map(objects.map((row) => [String(row['object_key']), Number(row['uses'])])),
      usage: usage.map((row) => ({
        owner: String(row['owner']),
        profile: String(row['profile']),
        files: Number(row['files']),
        bytes: Number(row['bytes']),
      })),
      objects: await hashObjects(storage),
      openMultipartUploads: await countMultipartUploads(storageFolder),
    }
  } finally {
    await end()
  }
}

async function connect(records: SoakRecords): Promise<{ readonly query: Query; readonly end: () => Promise<void> }> {
  if (records.kind === 'sqlite') {
    const database = new DatabaseSync(records.path, { readOnly: true })
    return { query: async (sql) => database.prepare(sql).all(), end: async () => database.close() }
  }
  const client = new Client(records.connection)
  await client.connect()
  return { query: async (sql) => (await client.query<Row>(sql)).rows, end: () => client.end() }
}

const atOnce = 8

async function hashObjects(storage: StorageAddress): Promise<ReadonlyMap<string, string>> {
  const client = createStorageClient(storage)
  const { bucket: Bucket } = storage
  const hashes = new Map<string, string>()
  try {
    const waiting = [...(await listKeys(client, Bucket))]
    const work = async (): Promise<void> => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }))
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
        hashes.set(key, createHash('sha256').update(bytes).digest('base64'))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
  } finally {
    client.destroy()
  }
  return hashes
}

/** MinIO lists those of one key only, so its folder has to tell: it has a folder for each key, and in it one for each upload. */
async function countMultipartUploads(storageFolder: string): Promise<number> {
  const folder = join(storageFolder, '.minio.sys', 'multipart')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(({ name }) => name === 'xl.meta').length
}
