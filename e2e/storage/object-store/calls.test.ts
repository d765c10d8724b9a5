import { expect, it } from 'vitest'
import type { ObjectStore } from '../../../src/server.ts'
import { digestOf, md5Hex, newKey } from '../describeStorages.ts'
import { describeObjectStore } from './describeObjectStore.ts'

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const textOf = async (stream: ReadableStream<Uint8Array> | null): Promise<string | null> =>
  stream && new Response(stream).text()

const fiveMiB = 5 * 1024 * 1024
const large = 'a'.repeat(fiveMiB)

describeObjectStore('the calls of `s3` for an object', (under) => {
  it('writes it, describes it and reads all or the beginning of it', async () => {
    const key = `${newKey()}/é (1)+.txt`
    await under.store.write(key, bytes('hello world'), 'text/plain')
    expect(await under.store.head(key)).toMatchObject({ size: 11, etag: md5Hex('hello world'), type: 'text/plain' })
    expect(await textOf(await under.store.read(key))).toBe('hello world')
    expect(await textOf(await under.store.read(key, { mostBytes: 5 }))).toBe('hello')
    expect(await textOf(await under.store.read(key, { mostBytes: 5000 }))).toBe('hello world')
  })

  it('reads the beginning of an empty one', async () => {
    const key = newKey()
    await under.store.write(key, bytes(''), 'text/plain')
    expect(await under.store.head(key)).toMatchObject({ size: 0 })
    expect(await textOf(await under.store.read(key, { mostBytes: 5 }))).toBe('')
  })

  it('reads it only with the ETag that is wanted', async () => {
    const key = newKey()
    await under.store.write(key, bytes('hello world'), 'text/plain')
    const [etag, other] = [md5Hex('hello world'), md5Hex('another')]
    expect(await textOf(await under.store.read(key, { etag }))).toBe('hello world')
    expect(await textOf(await under.store.read(key, { etag, mostBytes: 5 }))).toBe('hello')
    expect(await under.store.read(key, { etag: other })).toBeNull()
    expect(await under.store.read(key, { etag: other, mostBytes: 5 })).toBeNull()
  })

  it('says that there is none', async () => {
    expect(await under.store.head(newKey())).toBeNull()
    expect(await under.store.read(newKey())).toBeNull()
    expect(await under.store.read(newKey(), { mostBytes: 10 })).toBeNull()
  })

  it('removes it, also if it is not there', async () => {
    const key = newKey()
    await under.store.write(key, bytes('a'), 'text/plain')
    await under.store.remove(key)
    expect(await under.store.head(key)).toBeNull()
    await under.store.remove(key)
  })

  it('copies it with its type, unless it has changed or is gone', async () => {
    const [from, to] = [`${newKey()} é+`, `${newKey()} é+`]
    await under.store.write(from, bytes('hello'), 'image/png')
    expect(await under.store.copy({ from, to, etag: md5Hex('jello') })).toBe('source-changed')
    expect(await under.store.head(to)).toBeNull()
    expect(await under.store.copy({ from, to, etag: md5Hex('hello') })).toBe('by-storage')
    expect(await under.store.head(to)).toMatchObject({ size: 5, type: 'image/png', etag: md5Hex('hello') })
    expect(await under.store.copy({ from: newKey(), to: newKey(), etag: md5Hex('hello') })).toBe('source-changed')
  })

  it('works through a public address of its own', async () => {
    const { endpoint } = under.raw.storage
    const there = new URL(endpoint)
    there.hostname = 'localhost'
    const store = under.open({ publicEndpoint: there.origin })
    const object = { key: newKey(), type: 'text/plain', size: 1, expiresInSeconds: 60 }
    const { url, headers } = await store.signPut(object)
    expect(url.startsWith(`${there.origin}/`)).toBe(true)
    expect((await fetch(url, { method: 'PUT', headers, body: 'a' })).status).toBe(200)
    expect(await store.head(object.key)).toMatchObject({ size: 1 })
  })

  it('tells what storage refused, without a secret', async () => {
    const secretAccessKey = 'not-the-secret'
    const store = under.open({ secretAccessKey })
    await expect(store.startParts(newKey(), 'text/plain')).rejects.toMatchObject({
      name: 'StorageError',
      operation: 'CreateMultipartUpload',
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: 'Storage answered CreateMultipartUpload with 403 SignatureDoesNotMatch.',
    })
  })
})

const sendPart = async (
  store: ObjectStore,
  upload: { key: string; multipartId: string },
  number: number,
  content: string,
  sent = content,
): Promise<Response> => {
  const digest = digestOf(content, 'md5')
  const { url, headers } = await store.signPart({
    ...upload,
    number,
    size: content.length,
    digest,
    expiresInSeconds: 60,
  })
  return fetch(url, { method: 'PUT', headers, body: sent })
}

describeObjectStore('the calls of `s3` for parts', (under) => {
  const begin = async (key = newKey()): Promise<{ key: string; multipartId: string }> => ({
    key,
    multipartId: await under.store.startParts(key, 'video/mp4'),
  })

  it('takes no part that a page has copied from another object', async () => {
    const source = newKey()
    await under.store.write(source, new TextEncoder().encode('private'), 'text/plain')
    const upload = await begin()
    const { url, headers } = await under.store.signPart({ ...upload, number: 1, size: 4, expiresInSeconds: 60 })
    const copying = { 'x-amz-copy-source': `/${under.raw.storage.bucket}/${source}` }
    for (const more of [{}, { 'x-amz-copy-source-range': 'bytes=0-3' }]) {
      const answer = await fetch(url, { method: 'PUT', headers: { ...headers, ...copying, ...more }, body: 'mine' })
      expect(answer.ok).toBe(false)
    }
    expect(await under.store.listParts(upload.key, upload.multipartId)).toEqual([])
  })

  it('lists them and joins them into one object', async () => {
    const upload = await begin(`${newKey()}/a b+é.mp4`)
    const { key, multipartId } = upload
    expect(await under.store.listParts(key, multipartId)).toEqual([])
    expect((await sendPart(under.store, upload, 2, 'the end')).status).toBe(200)
    expect((await sendPart(under.store, upload, 1, large)).status).toBe(200)
    const parts = await under.store.listParts(key, multipartId)
    expect(parts).toEqual([
      { number: 1, size: fiveMiB, etag: md5Hex(large) },
      { number: 2, size: 7, etag: md5Hex('the end') },
    ])
    expect(await under.store.joinParts(key, multipartId, parts ?? [])).toBe('joined')
    expect(await under.store.head(key)).toMatchObject({ size: fiveMiB + 7, type: 'video/mp4', sha256: null })
    expect(await textOf(await under.store.read(key, { mostBytes: 3 }))).toBe('aaa')
    expect(await under.store.listParts(key, multipartId)).toBeNull()
  })

  it('refuses a part of another length and with other bytes', async () => {
    const upload = await begin()
    expect([400, 403]).toContain((await sendPart(under.store, upload, 1, 'hello', 'hello!')).status)
    expect([400, 403]).toContain((await sendPart(under.store, upload, 1, 'hello', 'jello')).status)
    expect(await under.store.listParts(upload.key, upload.multipartId)).toEqual([])
  })

  it('does not replace an object that came first', async () => {
    const upload = await begin()
    await sendPart(under.store, upload, 1, 'late')
    await under.store.write(upload.key, bytes('early'), 'text/plain')
    const parts = (await under.store.listParts(upload.key, upload.multipartId)) ?? []
    expect(await under.store.joinParts(upload.key, upload.multipartId, parts)).toBe('taken')
    expect(await textOf(await under.store.read(upload.key))).toBe('early')
  })

  it('does not replace one either where storage has no condition for it', async () => {
    const store = under.open({ abilities: { writesOnce: false } })
    const upload = await begin()
    await sendPart(under.store, upload, 1, 'late')
    await under.store.write(upload.key, bytes('early'), 'text/plain')
    const parts = (await store.listParts(upload.key, upload.multipartId)) ?? []
    expect(await store.joinParts(upload.key, upload.multipartId, parts)).toBe('taken')
    expect(await textOf(await store.read(upload.key))).toBe('early')
  })

  it('does not make two objects of one upload', async () => {
    const { key, multipartId } = await begin()
    await sendPart(under.store, { key, multipartId }, 1, 'once')
    const parts = (await under.store.listParts(key, multipartId)) ?? []
    expect(await under.store.joinParts(key, multipartId, parts)).toBe('joined')
    expect(['taken', 'gone', 'joined']).toContain(await under.store.joinParts(key, multipartId, parts))
    expect(await textOf(await under.store.read(key))).toBe('once')
  })

  it('says that an aborted upload is gone, and aborts it again', async () => {
    const { key, multipartId } = await begin()
    await sendPart(under.store, { key, multipartId }, 1, 'a')
    await under.store.abortParts(key, multipartId)
    expect(await under.store.listParts(key, multipartId)).toBeNull()
    expect(await under.store.joinParts(key, multipartId, [{ number: 1, etag: md5Hex('a') }])).toBe('gone')
    await under.store.abortParts(key, multipartId)
  })

  it('finds the open uploads of exactly one key', async () => {
    const key = `${newKey()}/a b+é`
    const ids = [(await begin(key)).multipartId, (await begin(key)).multipartId]
    await begin(`${key}2`)
    expect((await under.store.findMultipartUploads(key)).toSorted()).toEqual(ids.toSorted())
    for (const id of ids) await under.store.abortParts(key, id)
    expect(await under.store.findMultipartUploads(key)).toEqual([])
  })
})
