import { once } from 'node:events'
import { request as sendRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFoirBackend, type FoirFile } from '../../../src/backends/foir.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { answersOf } from '../../storage/answers/storageAnswers.ts'
import { askFor, describeFile, refusalOf, type Sendable, send } from '../flow/byHand.ts'
import { makePhoto, makeText } from '../flow/files.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

let stack: TestStack
let backend: UploadBackend<FoirFile>

beforeAll(async () => {
  stack = await startTestStack()
  backend = createFoirBackend({ endpoint: `${stack.url}/api/foir/graphql` })
})

afterAll(() => stack.stop())

const ticketFor = async (file: File): Promise<Sendable> => askFor(backend, await describeFile(backend, file))

describe('a gate in front of storage', () => {
  it('survives a client that disconnects halfway, and leaves what came of its upload to storage', async () => {
    const file = makeText('a.txt', 'x'.repeat(1_000_000))
    const ticket = await ticketFor(file)
    const request = sendRequest(ticket.url, {
      method: 'PUT',
      headers: { ...ticket.headers, 'Content-Length': String(file.size) },
    })
    request.on('error', () => {})
    request.write('x'.repeat(300_000))
    await delay(100)
    request.destroy()
    await new Promise((resolve) => request.once('close', resolve))
    await delay(100)
    const next = makeText()
    expect(await refusalOf(await send(await ticketFor(next), next))).toBeNull()
    const { key = '' } = stack.server.records.uploads().at(-2) ?? {}
    const { storesCutBodies } = await answersOf(stack.storage)
    const found = await stack.objects.sha256(key).catch((error: Error) => error.name)
    expect(found === 'NoSuchKey').toBe(!storesCutBodies)
  })

  it('recognises a type by the first bytes, however few arrive at once', async () => {
    const photo = await makePhoto()
    const bytes = new Uint8Array(await photo.arrayBuffer())
    const ticket = await ticketFor(photo)
    const request = sendRequest(ticket.url, {
      method: 'PUT',
      headers: { ...ticket.headers, 'Content-Length': String(photo.size) },
    })
    for (const byte of bytes.subarray(0, 4)) {
      request.write(new Uint8Array([byte]))
      await delay(20)
    }
    request.end(bytes.subarray(4))
    const [answer] = (await once(request, 'response')) as [{ readonly statusCode: number; resume(): void }]
    answer.resume()
    expect(answer.statusCode).toBe(200)
  })

  it('requires a length', async () => {
    const ticket = await ticketFor(makeText())
    const request = sendRequest(ticket.url, { method: 'PUT', headers: ticket.headers })
    request.write('chunk')
    request.end(' by chunk')
    const [answer] = (await once(request, 'response')) as [{ readonly statusCode: number; resume(): void }]
    answer.resume()
    expect(answer.statusCode).toBe(411)
  })

  it('lets pages of any origin send, and read the ETag', async () => {
    const ticket = await ticketFor(makeText())
    const preflight = await fetch(ticket.url, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://app.example',
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'content-type',
      },
    })
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type')
    const file = makeText()
    const answer = await send(await ticketFor(file), file)
    expect(answer.headers.get('access-control-expose-headers')).toBe('ETag')
    expect(answer.headers.get('etag')).toMatch(/^"[\da-f]{32}"$/)
  })
})
