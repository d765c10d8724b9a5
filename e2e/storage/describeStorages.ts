import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HeadObjectCommand, PutObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe } from 'vitest'
import { answersOf, type StorageAnswers } from './answers/storageAnswers.ts'
import { startEmbeddedStore } from './embedded/startEmbeddedStore.ts'
import { chosenProgram, openStorage } from './openStorage.ts'
import { Presigner, type ObjectToSend } from './presigner.ts'
import type { Storage } from './storage.ts'
import { createStorageClient, isMissing } from './storageClient.ts'

/** The tools of a suite. The fields are set when its tests run. */
export interface StorageUnderTest {
  readonly storage: Storage
  readonly client: S3Client
  readonly presigner: Presigner
  readonly answers: StorageAnswers
  head(key: string): Promise<HeadObjectCommandOutput | null>
  /** Stores an object with the SDK. */
  store(content: string, type?: string): Promise<string>
}

/**
 * Runs one suite against the embedded store and against the program of this run (or the named S3). They behave alike,
 * except for what their tables in `answers` say. A run with another program than MinIO leaves out the embedded store,
 * which the first run has had.
 */
export function describeStorages(title: string, suite: (under: StorageUnderTest) => void): void {
  const program = chosenProgram()
  const openProgram = (): Promise<Storage> => openStorage({ require: 'program' })
  const embedded = program.kind === 'minio' ? ([['embedded store', openEmbedded]] as const) : []
  for (const [name, open] of [...embedded, [program.title, openProgram] as const]) {
    describe(`${title}: ${name}`, () => {
      const under = {} as Writable<StorageUnderTest>
      beforeAll(async () => {
        const storage = await open()
        const answers = await answersOf(storage)
        if (answers.title !== name) throw new Error(`S3_ENDPOINT names ${answers.title}, but this run is for ${name}.`)
        Object.assign(under, prepare(storage), { answers })
      })
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

function prepare(storage: Storage): Omit<StorageUnderTest, 'answers'> {
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
