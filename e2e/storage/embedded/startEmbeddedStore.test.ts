import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Presigner } from '../presigner.ts'
import type { Storage } from '../storage.ts'
import { startEmbeddedStore } from './startEmbeddedStore.ts'

let dataFolder: string
let store: Storage

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'coatcheck-embedded-'))
  store = await startEmbeddedStore({ dataFolder })
})
afterEach(async () => {
  await store.stop()
  await rm(dataFolder, { recursive: true })
})

const put = async (key: string, body: string): Promise<Response> => {
  const { url, headers } = await new Presigner(store).put({
    key,
    type: 'text/plain',
    size: body.length,
    expiresInSeconds: 60,
  })
  return fetch(url, { method: 'PUT', headers, body })
}
const read = async (key: string): Promise<string> =>
  (await fetch(await new Presigner(store).get({ key, expiresInSeconds: 60 }))).text()
const blobs = (): Promise<string[]> => readdir(join(dataFolder, 'blobs'))

it('has everything after a restart', async () => {
  await put('a/b', 'still here')
  await store.stop()
  store = await startEmbeddedStore({ dataFolder })
  expect(await read('a/b')).toBe('still here')
})

it('deletes the bytes of a replaced object', async () => {
  await put('a', 'old')
  await put('a', 'new')
  expect(await read('a')).toBe('new')
  expect(await blobs()).toHaveLength(1)
})

it('keeps no file of a refused body', async () => {
  const { url, headers } = await new Presigner(store).put({
    key: 'a',
    type: 'text/plain',
    size: 3,
    digest: { algorithm: 'md5', base64: '1B2M2Y8AsgTpgAmY7PhCfg==' },
    expiresInSeconds: 60,
  })
  expect((await fetch(url, { method: 'PUT', headers, body: 'abc' })).status).toBe(400)
  expect(await blobs()).toEqual([])
})

it('keeps no file when the client disconnects', async () => {
  const { url, headers } = await new Presigner(store).put({
    key: 'a',
    type: 'text/plain',
    size: 100,
    expiresInSeconds: 60,
  })
  const upload = request(url, { method: 'PUT', headers: { ...headers, 'content-length': 100 } })
  upload.on('error', () => undefined).write('only this')
  await expect.poll(blobs).toHaveLength(1)
  upload.destroy()
  await expect.poll(blobs).toHaveLength(0)
})

it('lets only pages of the given origins read its answers', async () => {
  const other = await startEmbeddedStore({ dataFolder, allowOrigins: ['https://app.test'] })
  const seenFrom = async (origin: string): Promise<string | null> =>
    (await fetch(other.endpoint, { headers: { origin } })).headers.get('access-control-allow-origin')
  expect([await seenFrom('https://app.test'), await seenFrom('https://evil.test')]).toEqual(['https://app.test', null])
  await other.stop()
})
