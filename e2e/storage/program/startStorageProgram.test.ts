import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it, onTestFinished } from 'vitest'
import { openNamedStorage } from '../namedStorage.ts'
import { chosenProgram } from '../openStorage.ts'
import type { Storage } from '../storage.ts'
import { createStorageClient } from '../storageClient.ts'
import { findProgram } from './findProgram.ts'
import { startStorageProgram, type StartOptions } from './startStorageProgram.ts'

const program = chosenProgram()

const start = (options?: StartOptions): Promise<Storage> => startStorageProgram(program, options)

const isUp = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )

async function untilDown(endpoint: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await isUp(endpoint))) return true
    await delay(50)
  }
  return false
}

it('keeps the objects in a named folder', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'coatcheck-kept-'))
  onTestFinished(() => rm(dataFolder, { recursive: true }))
  const object = { Bucket: 'kept', Key: 'a' }
  const first = await start({ dataFolder, bucket: 'kept' })
  await createStorageClient(first).send(new PutObjectCommand({ ...object, Body: 'still here' }))
  await first.stop()
  expect(await isUp(first.endpoint)).toBe(false)
  const second = await start({ dataFolder, bucket: 'kept' })
  const { Body } = await createStorageClient(second).send(new GetObjectCommand(object))
  expect(await Body?.transformToString()).toBe('still here')
  await second.stop()
})

const portTaken = {
  minio: 'FATAL Unable to start the server: Specified port is already in use',
  versitygw: 'failed to bind s3 listener 127.0.0.1:80: listen tcp 127.0.0.1:80: bind: address already in use',
}

it('starts again when another program takes its port before it can listen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-late-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  // Prints the message of the real one at the first start, and runs it at the second.
  const binary = join(folder, 'late')
  const late = `if ! mkdir ${folder}/begun; then exec ${findProgram(program)} "$@"; fi; echo "${portTaken[program.kind]}"; exit 1`
  await writeFile(binary, `#!/bin/sh\n${late}\n`, { mode: 0o755 })
  const storage = await start({ binary })
  onTestFinished(() => storage.stop())
  expect(await isUp(storage.endpoint)).toBe(true)
})

it('says why it does not start', async () => {
  await expect(start({ binary: '/bin/false' })).rejects.toThrow(`${program.title} ended before it was ready`)
})

it('is found at S3_ENDPOINT, and its bucket is created', async () => {
  const storage = await start()
  onTestFinished(() => storage.stop())
  const named = await openNamedStorage({
    S3_ENDPOINT: `${storage.endpoint}/`,
    S3_ACCESS_KEY: storage.credentials.accessKeyId,
    S3_SECRET_KEY: storage.credentials.secretAccessKey,
    S3_BUCKET: 'another',
  })
  expect(named).toMatchObject({ kind: 'named', endpoint: storage.endpoint, bucket: 'another' })
  const put = new PutObjectCommand({ Bucket: 'another', Key: 'a', Body: 'b' })
  await expect(createStorageClient(storage).send(put)).resolves.toBeDefined()
})

it('says what is wrong with a named S3', async () => {
  const storage = await start()
  onTestFinished(() => storage.stop())
  const credentials = { S3_ACCESS_KEY: storage.credentials.accessKeyId, S3_SECRET_KEY: 'wrong' }
  await expect(openNamedStorage({ ...credentials, S3_ENDPOINT: storage.endpoint })).rejects.toThrow(
    'its bucket coatcheck cannot be used: it answers with status 403.',
  )
  await expect(openNamedStorage({ ...credentials, S3_ENDPOINT: 'http://127.0.0.1:9' })).rejects.toThrow('ECONNREFUSED')
})

it('needs credentials for a named S3', async () => {
  await expect(openNamedStorage({ S3_ENDPOINT: 'http://127.0.0.1:9', S3_ACCESS_KEY: 'a' })).rejects.toThrow(
    'S3_ENDPOINT is set, but S3_SECRET_KEY is not.',
  )
})

it.each(['SIGKILL', 'SIGTERM'] as const)('ends with its parent process, also after %s', async (signal) => {
  const at = (path: string): string => new URL(path, import.meta.url).href
  const code = `
    import { chosenProgram } from '${at('../openStorage.ts')}'
    import { startStorageProgram } from '${at('startStorageProgram.ts')}'
    console.log((await startStorageProgram(chosenProgram())).endpoint)`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [printed]: unknown[] = await once(parent.stdout, 'data')
  const endpoint = String(printed).trim()
  expect(await isUp(endpoint)).toBe(true)
  parent.kill(signal)
  expect(await untilDown(endpoint)).toBe(true)
})
