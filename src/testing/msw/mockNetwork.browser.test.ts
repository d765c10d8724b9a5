import { http, HttpResponse } from 'msw'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { carryBytes } from './carryBytes.js'
import { mockNetwork } from './mockNetwork.js'
import { patiently } from '../../../test/kit/patiently.js'

const url = 'https://storage.mock.invalid/key'
const handlers = [
  http.put(url, async ({ request, requestId }) => {
    const { size } = await request.blob()
    await carryBytes({ requestId, sizeBytes: size, bytesPerSecond: 1_000_000 })
    return new HttpResponse(null, { status: 200, headers: { ETag: '"abc"' } })
  }),
]

let stop: (() => Promise<void>) | undefined
afterEach(() => stop?.())

function send(body: Blob): {
  readonly xhr: XMLHttpRequest
  readonly progress: number[]
  readonly end: Promise<string>
} {
  const xhr = new XMLHttpRequest()
  const progress: number[] = []
  xhr.upload.addEventListener('progress', ({ loaded }) => progress.push(loaded))
  const end = new Promise<string>((resolve) => {
    for (const type of ['load', 'error', 'abort']) xhr.addEventListener(type, () => resolve(type))
  })
  xhr.open('PUT', url)
  xhr.send(body)
  return { xhr, progress, end }
}

describe('mockNetwork', () => {
  it('answers an XHR in the page, and reports upload progress', async () => {
    stop = mockNetwork(handlers)
    const { xhr, progress, end } = send(new Blob([new Uint8Array(500_000)]))
    expect(await end).toBe('load')
    expect(progress[0]).toBeGreaterThan(0)
    expect(progress[0]).toBeLessThan(500_000)
    expect(xhr.getResponseHeader('ETag')).toBe('"abc"')
    expect(Math.max(...progress)).toBe(500_000)
  })

  it('ends an aborted upload', async () => {
    stop = mockNetwork(handlers)
    const { xhr, progress, end } = send(new Blob([new Uint8Array(2_000_000)]))
    await vi.waitFor(() => expect(progress.length).toBeGreaterThan(0), patiently)
    xhr.abort()
    expect(await end).toBe('abort')
    const told = progress.length
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(progress).toHaveLength(told)
  })
})
