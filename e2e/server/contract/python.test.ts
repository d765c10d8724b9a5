import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { describeServer } from '../../../src/testing.ts'
import { listKeys } from '../../storage/listKeys.ts'
import { chosenProgram, openStorage } from '../../storage/openStorage.ts'
import { createStorageClient } from '../../storage/storageClient.ts'
import { keyOf } from '../../uploads/contract/sendBytes.ts'
import { startPython } from './startPython.ts'

const storage = await openStorage({ require: 'program' })
const server = await startPython(storage)
const client = createStorageClient(storage)
afterAll(async () => {
  client.destroy()
  await server.stop()
  await storage.stop()
})

const waitingOwner = { Authorization: 'Bearer token-of-cid' }

describe('the example in Python', () => {
  it('has an owner who has sent enough', async () => {
    const digest = { algorithm: 'sha-256', base64: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }
    const files = Array.from({ length: 100 }, (_, id) => ({
      id: `${id}`,
      name: 'x',
      size: 0,
      type: 'text/plain',
      digest,
    }))
    const body = JSON.stringify({ files })
    const headers = { ...waitingOwner, 'Content-Type': 'application/json' }
    for (let call = 0; call < 3; call += 1) {
      expect((await fetch(`${server.url}/tickets`, { method: 'POST', headers, body })).status).toBe(200)
    }
  })

  describeServer(server.url, {
    test: { describe, it },
    owner: { Authorization: 'Bearer token-of-ann' },
    otherOwner: { Authorization: 'Bearer token-of-bob' },
    waitingOwner,
    profile: 'files',
    refusedType: 'text/html',
    maxSizeBytes: 100 * 1024 ** 2,
    sharesFiles: false,
    storageRefuses: chosenProgram().kind === 'minio' ? ['length', 'type', 'content', 'overwriting'] : [],
    secrets: [storage.credentials.secretAccessKey],
  })

  it('sweeps what nobody finished, and never what is registered', async () => {
    const [registered, unfinished] = [await send('registered'), await send('unfinished')]
    const file = await register(registered)
    const shift = new DatabaseSync(server.database)
    shift.exec('UPDATE uploads SET created_at = created_at - 200000')
    shift.close()
    await server.sweep()
    expect(await register(unfinished)).toBeUndefined()
    expect(await (await fetch(file?.url ?? '')).text()).toBe('registered')
    const keys = new Set(await listKeys(client, storage.bucket))
    expect([keys.has(registered.key), keys.has(unfinished.key)]).toEqual([true, false])
  })

  it('writes nothing to its log, which is for errors', () => {
    expect(server.log()).toBe('')
  })
})

const headers = { Authorization: 'Bearer token-of-ann', 'Content-Type': 'application/json' }

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as T
}

interface Sent {
  readonly request: object
  readonly reference: string
  readonly key: string
}

async function send(content: string): Promise<Sent> {
  const base64 = createHash('sha256').update(content).digest('base64')
  const digest = { algorithm: 'sha-256', base64 }
  const request = { id: content, name: `${content}.txt`, size: content.length, type: 'text/plain', digest }
  const { tickets } = await post<{ tickets: readonly { reference: string; url: string; headers: HeadersInit }[] }>(
    '/tickets',
    { files: [request] },
  )
  const [{ reference, url, headers } = { reference: '', url: '', headers: {} }] = tickets
  expect((await fetch(url, { method: 'PUT', headers, body: content })).status).toBe(200)
  return { request, reference, key: keyOf({ url }) }
}

async function register({ request, reference }: Sent): Promise<{ readonly url: string } | undefined> {
  const uploads = [{ request, reference, receipt: null }]
  const { files } = await post<{ files: readonly { file?: { url: string } }[] }>('/files', { uploads })
  return files[0]?.file
}
