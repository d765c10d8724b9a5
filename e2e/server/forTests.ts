import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { serveStatic } from '@hono/node-server/serve-static'
import { listKeys } from '../storage/listKeys.ts'
import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'
import { createStorageClient } from '../storage/storageClient.ts'
import type { ReferenceServerOptions } from './referenceServerOptions.ts'
import { startReferenceServer, type RunningReferenceServer } from './startReferenceServer.ts'

export interface TestStackOptions extends Partial<Omit<ReferenceServerOptions, 'storage' | 'publicStorageEndpoint'>> {
  /** Replaces the storage that would be opened; the caller stops it. */
  readonly storage?: Storage
  /** Starts a proxy between browsers and storage, and returns its origin, for which tickets and download URLs are signed. */
  readonly frontStorage?: (storage: Storage) => string | Promise<string>
  /** A folder of built pages to serve at `/`. */
  readonly pages?: string
  /** @default any free port */
  readonly port?: number
}

/** Storage and reference server on free ports of loopback. */
export interface TestStack {
  /** The origin of the reference server; the REST API is at `/api/rest`. */
  readonly url: string
  readonly storage: Storage
  readonly server: RunningReferenceServer
  readonly objects: TestObjects
  stop(): Promise<void>
}

/** Reads storage directly. */
export interface TestObjects {
  readonly client: S3Client
  /** All keys in alphabetical order. */
  keys(): Promise<readonly string[]>
  /** The SHA-256 of an object's bytes in storage, in hex. */
  sha256(key: string): Promise<string>
  /** The same for a registered file, by its id. */
  sha256OfFile(fileId: string): Promise<string>
}

/** Starts a storage program (built first if necessary) with a temporary folder, and a reference server in front of it. */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const { storage: given, frontStorage, pages, ...serverOptions } = options
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-stack-'))
  const storage = given ?? (await openStorage({ require: 'program' }))
  const server = await startReferenceServer({
    database: join(folder, 'coatcheck.sqlite'),
    ...serverOptions,
    storage,
    ...(frontStorage && { publicStorageEndpoint: await frontStorage(storage) }),
  })
  if (pages) server.app.use('/*', serveStatic({ root: pages }))
  const objects = readObjects(storage, server)
  const stop = async (): Promise<void> => {
    objects.client.destroy()
    await server.stop()
    if (!given) await storage.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: server.url, storage, server, objects, stop }
}

function readObjects(storage: Storage, server: RunningReferenceServer): TestObjects {
  const client = createStorageClient(storage)
  const Bucket = storage.bucket
  const sha256 = async (Key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    const hash = createHash('sha256')
    for await (const chunk of Body?.transformToWebStream() ?? []) hash.update(chunk)
    return hash.digest('hex')
  }
  return {
    client,
    sha256,
    sha256OfFile: async (fileId) => {
      const record = server.records.files().find(({ id }) => id === fileId)
      if (!record) throw new Error(`No file is registered as ${fileId}.`)
      return sha256(record.objectKey)
    },
    keys: () => listKeys(client, Bucket),
  }
}
