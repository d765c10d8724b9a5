import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HeadObjectCommand, PutObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe } from 'vitest'
import { startEmbeddedStore } from './embedded/startEmbeddedStore.ts'
import { openStorage } from './openStorage.ts'
import { Presigner, type ObjectToSend } from './presigner.ts'
import type { Storage } from './storage.ts'
import { createStorageClient, isMissing } from './storageClient.ts'

/** The tools of a suite. The fields are set when its tests run. */
export interface StorageUnderTest {
  readonly storage: Storage
  readonly client: S3Client
  readonly presigner: Presigner
  head(key: string): Promise<HeadObjectCommandOutput | null>
  /** Stores an object with the SDK. */
  store(content: string, type?: string): Promise<string>
}

/** Runs one suite against the embedded store and against MinIO (or the named S3), so that both behave alike. */
export function describeStorages(title: string, suite: (under: StorageUnderTest) => void): void {
  for (const [name, open] of [
    ['embedded store', openEmbedded],
    ['MinIO', () => openStorage({ require: 'program' })],
  ] as const) {
    describe(`${title}: ${name}`, () => {
      const under = {} as Writable<StorageUnderTest>
      beforeAll(async () => Object.assign(under, prepare(await open())))
      afterAll(async () => {
        under.client.destroy()
        under.presigner.close()
        await under.storage.stop()
      })
      suite(under)
    })
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

async function openEmbedded(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-embedded-'))
  const storage = await startEmbeddedStore({ dataFolder: folder })
  const stop = async (): Promise<void> => {
    await storage.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...storage, stop }
}

function prepare(storage: Storage): StorageUnderTest {
  const client = createStorageClient(storage)
  const Bucket = storage.bucket
  return {
    storage,
    client,
    presigner: new Presigner(storage),
    head: async (Key) => {
      try {
        return await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    store: async (Body, ContentType = 'text/plain') => {
      const Key = newKey()
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }))
      return Key
    },
  }
}

/** Creates a unique key, because a named storage keeps objects of earlier runs. */
export function newKey(): string {
  return `test/${randomUUID()}`
}

export function digestOf(
  content: string | Uint8Array,
  algorithm: 'md5' | 'sha-256',
): NonNullable<ObjectToSend['digest']> {
  const hash = createHash(algorithm === 'md5' ? 'md5' : 'sha256')
  return { algorithm, base64: hash.update(content).digest('base64') }
}

export function md5Hex(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex')
}

/** Describes the object for a text, with a ticket that is valid for a minute. */
export function toSend(content: string, overrides: Partial<ObjectToSend> = {}): ObjectToSend {
  return {
    key: newKey(),
    type: 'text/plain',
    size: Buffer.byteLength(content),
    expiresInSeconds: 60,
    ...overrides,
  }
}

/** Reads the status and the S3 error code of a refusal. */
export async function refusalOf(answer: Response): Promise<readonly [status: number, code: string, message: string]> {
  const body = await answer.text()
  const read = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(body)?.[1] ?? ''
  return [answer.status, read('Code'), read('Message')]
}
