import { once } from 'node:events'
import { createServer, type IncomingMessage, request as sendRequest } from 'node:http'
import { pipeline } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFoirBackend, type FoirFile } from '../../../src/backends/foir.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { openStorage } from '../../storage/openStorage.ts'
import type { Storage } from '../../storage/storage.ts'
import { listen } from '../../storage/listen.ts'
import { askFor, createContext, describeFile, refusalOf, send, storedUnder } from '../flow/byHand.ts'
import { makePhoto } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'
import { inspectPicture } from './inspectPicture.ts'

let storage: Storage
let front: Front
let stack: TestStack
let backend: UploadBackend<FoirFile>

beforeAll(async () => {
  storage = await openStorage({ require: 'program' })
  front = await startFront(storage)
  stack = await startTestStack({ storage: { ...storage, endpoint: front.url } })
  backend = createFoirBackend({ endpoint: `${stack.url}/api/foir/graphql` })
})

afterAll(async () => {
  await stack.stop()
  await front.stop()
  await storage.stop()
})

interface Front {
  readonly url: string
  /** Reads of objects that have begun, and wait. */
  readonly waiting: number
  /** Lets all reads of objects pass, also those to come. */
  open(): void
  /** Lets reads wait from now on. */
  close(): void
  /** The reads since it was closed. */
  readonly reads: number
  stop(): Promise<void>
}

/** Forwards everything to storage, and has reads of objects wait while it is closed. */
async function startFront(to: Storage): Promise<Front> {
  let waiting: (() => void)[] = []
  let isOpen = true
  let reads = 0
  const http = createServer((incoming, outgoing) => {
    const forward = (): void => {
      const request = sendRequest(`${to.endpoint}${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers,
      })
      request.on('response', (answer: IncomingMessage) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        pipeline(answer, outgoing, () => {})
      })
      pipeline(incoming, request, () => {})
    }
    if (isOpen || incoming.method !== 'GET') return forward()
    reads += 1
    waiting.push(forward)
  })
  const url = `http://127.0.0.1:${await listen(http, 0)}`
  return {
    url,
    get waiting() {
      return waiting.length
    },
    get reads() {
      return reads
    },
    open() {
      isOpen = true
      for (const forward of waiting) forward()
      waiting = []
    },
    close() {
      isOpen = false
      reads = 0
    },
    async stop() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}

/** Sends photos without confirming them, and returns what confirms each. */
async function sendPhotos(count: number): Promise<readonly (() => Promise<FoirFile>)[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const photo = await makePhoto()
      const request = await describeFile(backend, photo)
      const ticket = await askFor(backend, request)
      const answer = await send(ticket, photo)
      const sent = storedUnder(request, ticket, answer.headers.get('etag'))
      return () => backend.confirm(sent, createContext())
    }),
  )
}

/** Confirms while reads wait, until all confirms have come and have got as far as they can. */
async function confirmAll(confirms: readonly (() => Promise<FoirFile>)[], reads: number): Promise<number> {
  stack.server.log.clear()
  front.close()
  const confirming = Promise.all(confirms.map((confirm) => confirm()))
  const calls = (): number => stack.server.log.calls.filter(({ call }) => call === 'confirm').length
  await expect.poll(() => [calls(), front.reads >= reads]).toEqual([confirms.length, true])
  // Whatever else would read has had its turn when others are answered.
  for (let turn = 0; turn < 10; turn += 1) await fetch(`${stack.url}/api/health`)
  const begun = front.reads
  front.open()
  await confirming
  return begun
}

it('reads two pictures at a time, however many are confirmed at once', async () => {
  expect(await confirmAll(await sendPhotos(8), 2)).toBe(2)
})

it('reads a picture once, however often it is confirmed at once', async () => {
  const [confirm] = await sendPhotos(1)
  expect(await confirmAll(confirm ? Array.from({ length: 8 }, () => confirm) : [], 1)).toBe(1)
})

it('does not draw an SVG, which may be as large as it says and name what it likes', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'
  for (const type of ['image/svg+xml', 'image/bmp']) {
    const { done } = await startFlow(backend).upload([new File([svg], 'a.svg', { type })])
    expect(done[0]?.stored).toMatchObject({ type, size: svg.length })
    expect(done[0]?.stored).not.toHaveProperty('width')
  }
})

it('does not decode a picture of more pixels than anybody looks at', async () => {
  const bomb = await sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: 'white' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
  expect(bomb.length).toBeLessThan(300_000)
  expect(await inspectPicture(new Uint8Array(bomb))).toBeUndefined()
})

it.each(['IMAGE/PNG', 'image/png; a=b', 'Image/Jpeg', 'image/pjpeg', 'image/x-png'])(
  'takes no page for a picture that is declared as %s',
  async (type) => {
    const page = new Blob(['<script>alert(1)</script>'])
    const request = { ...(await describeFile(backend, new File([page], 'a.png'))), type }
    const ticket = await askFor(backend, request)
    expect(await refusalOf(await send(ticket, page))).toEqual([400, 'ContentTypeMismatch'])
  },
)
