import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ObjectStore } from '../../../src/server.ts'
import { md5Hex, newKey } from '../describeStorages.ts'
import { listen } from '../listen.ts'
import { describeObjectStore } from './describeObjectStore.ts'

/** How many bytes of an object come through before its connection breaks. */
let cutsAfterBytes = Infinity
let copies = 0

const refusal = '<?xml version="1.0"?><Error><Code>NotImplemented</Code></Error>'

/** Passes everything on to storage, except that there are no copies. */
function proxyTo(endpoint: string): (incoming: IncomingMessage, answer: ServerResponse) => void {
  return (incoming, answer) => {
    const { method, url, headers } = incoming
    if (headers['x-amz-copy-source'] !== undefined) {
      copies += 1
      incoming.resume()
      answer.writeHead(501, { 'content-type': 'application/xml' }).end(refusal)
      return
    }
    const passed = sendRequest(new URL(url ?? '/', endpoint), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      let left = method === 'GET' && url?.includes('?') !== true ? cutsAfterBytes : Infinity
      response.on('data', (chunk: Buffer) => {
        answer.write(chunk.subarray(0, left))
        left -= chunk.length
        if (left <= 0) answer.destroy()
      })
      response.on('end', () => answer.end())
    })
    incoming.pipe(passed.on('error', () => answer.destroy()))
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

describeObjectStore('a copy where storage has none', (under) => {
  let store: ObjectStore
  let stop: () => void

  beforeEach(async () => {
    const server = createServer(proxyTo(under.raw.storage.endpoint))
    const port = await listen(server, 0)
    stop = () => {
      server.closeAllConnections()
      server.close()
    }
    store = under.open({ endpoint: `http://127.0.0.1:${port}` })
    cutsAfterBytes = Infinity
    copies = 0
  })
  afterEach(() => stop())

  const put = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
    const key = newKey()
    const digest = { algorithm: 'sha-256', base64: sha256(bytes) } as const
    const object = { key, type: 'image/png', size: bytes.length, digest, expiresInSeconds: 60 }
    const { url, headers } = await store.signPut(object)
    expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200)
    return key
  }

  it.each([0, 1000, 8 * 1024 ** 2])('reads and writes it: %i bytes, with type and digest', async (size) => {
    const from = await put(new Uint8Array(randomBytes(size)))
    const source = await store.head(from)
    const to = newKey()
    expect(await store.copy({ from, to, etag: source?.etag ?? '' })).toBe('by-server')
    expect([copies, await store.head(to)]).toEqual([1, source])
  })

  it('sends a large one in parts, and nothing of an earlier attempt', async () => {
    const bytes = new Uint8Array(randomBytes(20 * 1024 ** 2 + 1))
    const from = await put(bytes)
    const to = newKey()
    await store.startParts(to, 'image/png')
    expect(await store.copy({ from, to, etag: md5Hex(bytes) })).toBe('by-server')
    expect(await store.head(to)).toMatchObject({ size: bytes.length, type: 'image/png' })
    const stored = await new Response(await store.read(to)).arrayBuffer()
    expect(sha256(new Uint8Array(stored))).toBe(sha256(bytes))
    expect(await store.findMultipartUploads(to)).toEqual([])
  })

  it('copies none that has changed or is gone', async () => {
    const from = await put(new Uint8Array([1]))
    const to = newKey()
    expect(await store.copy({ from, to, etag: md5Hex('another') })).toBe('source-changed')
    expect(await store.copy({ from: newKey(), to, etag: md5Hex('another') })).toBe('source-changed')
    expect(await store.head(to)).toBeNull()
  })

  it.each([
    [2_000_000, 1_000_000],
    [20_000_000, 19_000_000],
  ])('leaves nothing behind if %i bytes cannot be read to their end', async (size, after) => {
    const bytes = new Uint8Array(randomBytes(size))
    const from = await put(bytes)
    const to = newKey()
    cutsAfterBytes = after
    await expect(store.copy({ from, to, etag: md5Hex(bytes) })).rejects.toMatchObject({ operation: 'GetObject' })
    expect(await store.head(to)).toBeNull()
    expect(await store.findMultipartUploads(to)).toEqual([])
  })
})
