import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SendOutcome, SendRequest } from '../contract/ports/transport.js'
import { patiently } from '../../test/kit/patiently.js'
import { makeBytes, sha256, sinkPlace } from '../../test/storage-sink/sink.js'
import { createFakeClock } from '../testing/fakes/fakeClock.js'
import { browserConnection } from '../page/connection.js'
import { systemClock } from '../page/systemClock.js'
import { createTransport, type TransportOptions } from './transport.js'

const megabyte = 1024 * 1024

const ports = { clock: systemClock, connection: browserConnection }

interface Sent {
  readonly outcome: SendOutcome
  readonly progress: readonly number[]
}

async function send(request: SendRequest, options: Partial<TransportOptions> = {}): Promise<Sent> {
  const progress: number[] = []
  const { signal } = new AbortController()
  const transport = createTransport({ ...ports, ...options })
  const outcome = await transport.send(request, { signal, onProgress: (sent) => progress.push(sent) })
  return { outcome, progress }
}

const file = (size: number, name = 'file.bin', type = 'application/pdf') => new File([makeBytes(size)], name, { type })

const put = (url: string, body: Blob, headers?: Record<string, string>): SendRequest => ({
  kind: 'put',
  url,
  body,
  fileName: 'file.bin',
  ...(headers && { headers }),
})

const post = (
  url: string,
  body: File,
  fields: readonly (readonly [string, string])[],
  headers?: Record<string, string>,
): SendRequest => ({ kind: 'post', url, body, fields, fileName: body.name, ...(headers && { headers }) })

const noAnswer = (reason: string, sentBytes: number) => ({ kind: 'no-answer', reason, sentBytes })

/** @see https://fetch.spec.whatwg.org/#forbidden-request-header */
const forbiddenNames = [
  'Accept-Charset',
  'accept-encoding',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Connection',
  'Cookie',
  'Cookie2',
  'Date',
  'DNT',
  'Expect',
  'Host',
  'Keep-Alive',
  'Origin',
  'Referer',
  'Set-Cookie',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Via',
  'Proxy-Authorization',
  'Sec-Fetch-Mode',
]

/** The headers that a browser adds by itself. */
const ownHeaders =
  /^(host|connection|content-length|user-agent|accept|accept-encoding|accept-language|origin|referer|sec-.*|dnt|pragma|cache-control|priority)$/i

afterEach(() => vi.unstubAllGlobals())

describe('a PUT', () => {
  it('sends the bytes unchanged, with the headers of the ticket and no others', async () => {
    const place = sinkPlace('ok')
    const body = file(3 * megabyte)
    const headers = { 'Content-Type': 'image/JPEG; a=B', 'x-amz-meta-Name': 'a, b', 'Content-MD5': 'abc==' }
    const { outcome } = await send(put(place.url, body, headers))

    const [received] = await place.received()
    expect(received).toMatchObject({ method: 'PUT', size: body.size, sha256: await sha256(body), wasCut: false })
    const sent = Object.entries(received?.headers ?? {}).filter(([name]) => !ownHeaders.test(name))
    expect(Object.fromEntries(sent)).toEqual({
      'content-md5': 'abc==',
      'content-type': 'image/JPEG; a=B',
      'x-amz-meta-name': 'a, b',
    })
    expect(received?.headers['content-length']).toBe(String(body.size))
    expect(outcome).toMatchObject({
      kind: 'stored',
      receipt: { status: 200, etag: expect.stringMatching(/^[\da-f]{32}$/) },
    })
  })

  it('counts up to the size of the file, and never back', async () => {
    const body = file(12 * megabyte)
    const { progress } = await send(put(sinkPlace('slow', { rate: 5_000_000 }).url, body))
    expect(progress.length).toBeGreaterThan(2)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(body.size)
  })

  it('sends an empty file, and reports only 0 bytes', async () => {
    const place = sinkPlace('ok')
    const { outcome, progress } = await send(put(place.url, file(0)))
    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 200, etag: 'd41d8cd98f00b204e9800998ecf8427e' } })
    expect(progress).toEqual([0])
    expect((await place.received())[0]).toMatchObject({ size: 0, headers: { 'content-length': '0' } })
  })

  it("sends the file's own type if the ticket has none", async () => {
    const place = sinkPlace('ok')
    await send(put(place.url, file(10)))
    expect((await place.received())[0]?.headers['content-type']).toBe('application/pdf')
  })

  it('sends the fallback type for a file that has none', async () => {
    const place = sinkPlace('ok')
    await send(put(place.url, file(10, 'a', '')))
    expect((await place.received())[0]?.headers['content-type']).toBe('application/octet-stream')
  })

  it('drops the headers that a page may not set, and logs nothing', async () => {
    const place = sinkPlace('ok')
    const set = vi.spyOn(XMLHttpRequest.prototype, 'setRequestHeader')
    const headers = {
      ...Object.fromEntries(forbiddenNames.map((name) => [name, 'sentinel'])),
      'Content-Length': '10',
      'X-HTTP-Method-Override': 'get, TRACE',
      'X-Method-Override': 'PUT',
    }
    const { outcome } = await send(put(place.url, file(10), headers))
    expect(outcome.kind).toBe('stored')
    const received = (await place.received())[0]?.headers
    expect(received).toMatchObject({ 'x-method-override': 'PUT', 'content-length': '10' })
    expect(JSON.stringify(received)).not.toContain('sentinel')
    // The browser would log an error for each of the others.
    expect(set.mock.calls).toEqual([['x-method-override', 'PUT']])
  })

  it("sends neither the page's cookies nor its credentials", async () => {
    const host = location.hostname
    document.cookie = 'session=sentinel; path=/'
    const place = sinkPlace('ok', {}, { host })
    await send(put(place.url, file(10)))
    const received = (await place.received())[0]?.headers
    expect(received).not.toHaveProperty('cookie')
    expect(received).not.toHaveProperty('authorization')
    document.cookie = 'session=; path=/; max-age=0'
  })

  it('does not read the file into memory', async () => {
    const body = file(megabyte)
    const names = ['arrayBuffer', 'text', 'stream', 'slice', 'bytes'] as const
    const read = names.map((name) => vi.spyOn(body, name))
    await send(put(sinkPlace('ok').url, body))
    for (const spy of read) expect(spy).not.toHaveBeenCalled()
  })
})

describe('a form POST', () => {
  it('sends the fields in order and the file last, under its name', async () => {
    const place = sinkPlace('etag', { status: 204, etag: '"abc"' })
    const body = file(2 * megabyte, 'صورة 📷.png', 'image/png')
    const fields = [
      ['key', 'u/1'],
      ['attachment', '@file'],
      ['Policy', 'eyJ9'],
      ['x-amz-meta-note', 'first\r\nsecond'],
    ] as const
    const { outcome, progress } = await send(post(place.url, body, fields))

    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 204, etag: 'abc' } })
    const [received] = await place.received()
    expect(received?.method).toBe('POST')
    expect(received?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(received?.parts?.map(({ name, text }) => [name, text])).toEqual([
      ['key', 'u/1'],
      ['Policy', 'eyJ9'],
      ['x-amz-meta-note', 'first\r\nsecond'],
      ['attachment', undefined],
    ])
    expect(received?.parts?.at(-1)).toEqual({
      name: 'attachment',
      fileName: 'صورة 📷.png',
      type: 'image/png',
      size: body.size,
      sha256: await sha256(body),
    })
    expect(progress.at(-1)).toBe(body.size)
    expect(Math.max(...progress)).toBe(body.size)
  })

  it("leaves the ticket's Content-Type out, and sends its other headers", async () => {
    const place = sinkPlace('ok')
    const headers = { 'Content-Type': 'image/png', 'x-amz-acl': 'private' }
    await send(post(place.url, file(10), [['file', '@file']], headers))
    const [received] = await place.received()
    expect(received?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(received?.headers['x-amz-acl']).toBe('private')
    expect(received?.parts).toHaveLength(1)
  })

  it('sends an empty file', async () => {
    const place = sinkPlace('ok')
    const { outcome, progress } = await send(post(place.url, file(0), [['file', '@file']]))
    expect(outcome.kind).toBe('stored')
    expect(new Set(progress)).toEqual(new Set([0]))
    expect((await place.received())[0]?.parts?.[0]).toMatchObject({ name: 'file', size: 0 })
  })

  it('reads the ETag of a 201 from its XML', async () => {
    const { outcome } = await send(post(sinkPlace('created').url, file(10), [['file', '@file']]))
    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 201, etag: '0cc175b9' } })
  })
})

describe('a ticket that cannot be used', () => {
  const place = sinkPlace('ok')
  const body = new File(['hello'], 'a.txt')

  it.each([
    ['a relative URL', put('/ok/1', body)],
    ['a javascript URL', put('javascript:alert(1)', body)],
    ['two values for one header', put(place.url, body, { 'Content-Type': 'a/b', 'content-type': 'c/d' })],
    ['another length', put(place.url, body, { 'content-length': '6' })],
    [
      'a form that asks for a redirect',
      post(place.url, body, [
        ['redirect', 'https://app.example/thanks'],
        ['a', '@file'],
      ]),
    ],
  ])('sends nothing for %s', async (_, request) => {
    const made = vi.fn<() => void>()
    vi.stubGlobal('XMLHttpRequest', made)
    const { outcome, progress } = await send(request)
    expect(outcome).toEqual({ kind: 'unusable', why: expect.stringMatching(/^The ticket/) })
    expect(JSON.stringify(outcome)).not.toContain('127.0.0.1')
    expect(progress).toEqual([])
    expect(made).not.toHaveBeenCalled()
  })
})

describe('the answer', () => {
  it.each([
    ['"9c11"', '9c11'],
    ['W/"9c11"', '9c11'],
    ['', null],
    ['""', null],
  ])('has the bare ETag of %j', async (etag, bare) => {
    const { outcome } = await send(put(sinkPlace('etag', { etag }).url, file(10)))
    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 200, etag: bare } })
  })

  it('has no ETag if storage hides it, and logs nothing', async () => {
    const complain = vi.spyOn(console, 'error')
    const { outcome } = await send(put(sinkPlace('hiddenEtag').url, file(10)))
    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 200, etag: null } })
    expect(complain).not.toHaveBeenCalled()
  })

  it("passes on S3's code and message", async () => {
    const { url } = sinkPlace('error')
    expect((await send(put(url, file(10)))).outcome).toEqual({
      kind: 'refused',
      refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
    })
  })

  it('passes on how long storage asks to wait', async () => {
    const { url } = sinkPlace('error', { status: 503, code: 'SlowDown', retryAfter: '7' })
    expect((await send(put(url, file(10)))).outcome).toMatchObject({ kind: 'refused', retryAfterSeconds: 7 })
  })

  it('keeps the page of a proxy out of the outcome', async () => {
    expect((await send(put(sinkPlace('html', { status: 502 }).url, file(10)))).outcome).toEqual({
      kind: 'refused',
      refusal: { status: 502 },
    })
  })

  it.each([
    ['a page', sinkPlace('html')],
    ["S3's error", sinkPlace('error', { status: 200, code: 'InternalError' })],
  ])('is not from storage when a 200 brings %s', async (_, { url }) => {
    expect((await send(put(url, file(10)))).outcome).toEqual(noAnswer('not-storage', 10))
  })

  it('is read only up to a limit', async () => {
    const { outcome } = await send(put(sinkPlace('endless', { status: 500 }).url, file(10)))
    expect(outcome).toEqual({ kind: 'refused', refusal: { status: 500 } })
  })

  it('is not trusted after a redirect to another origin', async () => {
    const target = sinkPlace('ok', {}, { other: true })
    const { url } = sinkPlace('redirect', { to: target.url })
    expect((await send(put(url, file(10)))).outcome).toEqual(noAnswer('redirected', 10))
  })

  it('is trusted after a redirect within the origin', async () => {
    const target = sinkPlace('ok')
    const { url } = sinkPlace('redirect', { to: new URL(target.url).pathname })
    expect((await send(put(url, file(10)))).outcome.kind).toBe('stored')
    expect(await target.received()).toHaveLength(1)
  })
})

describe('a request without an answer', () => {
  it('is a network error when the connection is cut halfway', async () => {
    const { outcome, progress } = await send(put(sinkPlace('cut', { after: megabyte }).url, file(30 * megabyte)))
    expect(outcome).toEqual(noAnswer('network', progress.at(-1) ?? NaN))
    expect(progress.at(-1)).toBeLessThan(30 * megabyte)
  })

  it.each([
    ['the connection is cut after the last byte', 'cutAfterBody'],
    ['the answer breaks off', 'truncated'],
    ['the answer may not be read', 'noCors'],
  ] as const)('may have stored the file when %s', async (_, mode) => {
    const { outcome } = await send(put(sinkPlace(mode).url, file(10_000)))
    expect(outcome).toEqual(noAnswer('network', 10_000))
  })

  it('is blocked when the preflight is refused', async () => {
    const place = sinkPlace('refusedPreflight')
    expect((await send(put(place.url, file(10_000)))).outcome).toEqual(noAnswer('blocked', 0))
  })

  it('is a network error if a storage that took bytes before now refuses connections', async () => {
    const transport = createTransport(ports)
    const context = { signal: new AbortController().signal, onProgress: () => {} }
    await transport.send(put(sinkPlace('ok').url, file(10_000)), context)
    const outcome = await transport.send(put(sinkPlace('refusedPreflight').url, file(10_000)), context)
    expect(outcome).toEqual(noAnswer('network', 0))
  })

  it('stalls when storage stops reading', async () => {
    const place = sinkPlace('stall', { after: 100_000 })
    const clock = createFakeClock()
    const moved = Promise.withResolvers<void>()
    const onEnd = vi.fn<(outcome: SendOutcome) => void>()
    const context = { signal: new AbortController().signal, onProgress: () => moved.resolve() }
    const transport = createTransport({ ...ports, clock, stallAfterMs: 400 })
    const sending = transport.send(put(place.url, file(40 * megabyte)), context)
    void sending.then(onEnd)
    // Until the first bytes have left, a busy machine has not even connected.
    await moved.promise
    await vi.waitFor(async () => {
      await clock.advance(400)
      expect(onEnd).toHaveBeenCalledOnce()
    }, patiently)
    const outcome = await sending
    expect(outcome).toMatchObject({ kind: 'no-answer', reason: 'stalled' })
    expect((await place.received())[0]?.wasCut).toBe(true)
  })

  it('is silent when all bytes are sent and nothing comes back', async () => {
    const place = sinkPlace('hang')
    const { outcome } = await send(put(place.url, file(10_000)), { stallAfterMs: 60_000, answerWithinMs: 300 })
    expect(outcome).toEqual(noAnswer('silent', 10_000))
  })

  it('is silent for an empty file, too', async () => {
    const { outcome } = await send(put(sinkPlace('hang').url, file(0)), { stallAfterMs: 60_000, answerWithinMs: 300 })
    expect(outcome).toEqual(noAnswer('silent', 0))
  })

  it('continues while bytes are sent, however slowly', async () => {
    const place = sinkPlace('slow', { rate: 6 * megabyte })
    const body = file(12 * megabyte)
    const clock = createFakeClock()
    // Time passes only with progress: a busy machine, whose storage reads nothing for a while, is no stall.
    const outcome = await createTransport({ ...ports, clock, stallAfterMs: 700, answerWithinMs: 10_000 }).send(
      put(place.url, body),
      { signal: new AbortController().signal, onProgress: () => void clock.advance(500) },
    )
    expect(outcome.kind).toBe('stored')
    expect(clock.now()).toBeGreaterThan(700)
    expect((await place.received())[0]).toMatchObject({ size: body.size, sha256: await sha256(body) })
  })

  it('is refused when storage answers before the last byte', async () => {
    const { outcome } = await send(put(sinkPlace('early').url, file(megabyte)))
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { status: 403, code: 'AccessDenied' } })
  })
})

const start = (url: string, size: number, signal: AbortSignal, onProgress: (sent: number) => void = () => {}) =>
  createTransport(ports).send(put(url, file(size)), { signal, onProgress })

describe('an abort', () => {
  it('sends nothing when it comes first', async () => {
    const made = vi.fn<() => void>()
    vi.stubGlobal('XMLHttpRequest', made)
    await expect(start(sinkPlace('ok').url, 10, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    expect(made).not.toHaveBeenCalled()
  })

  it('ends the transfer halfway, and nothing is reported afterwards', async () => {
    const place = sinkPlace('slow', { rate: 8 * megabyte })
    const controller = new AbortController()
    const progress: number[] = []
    const sending = start(place.url, 40 * megabyte, controller.signal, (sent) => {
      progress.push(sent)
      controller.abort(new Error('whatever the reason'))
    })
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' })
    expect((await place.received())[0]?.wasCut).toBe(true)
    expect(progress).toHaveLength(1)
  })

  it('ends the wait for the answer', async () => {
    const controller = new AbortController()
    const sending = start(sinkPlace('hang').url, 100, controller.signal, () => controller.abort())
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('changes nothing once there is an answer', async () => {
    const controller = new AbortController()
    const outcome = await start(sinkPlace('ok').url, 100, controller.signal)
    controller.abort()
    expect(outcome.kind).toBe('stored')
  })
})

describe('the end of an attempt', () => {
  it.each([
    ['an answer', 'ok'],
    ['a break', 'cutAfterBody'],
    ['silence', 'hang'],
  ] as const)('leaves no listener and no timer (%s)', async (_, mode) => {
    const timers = new Set<number>()
    let next = 0
    const clock = {
      now: () => performance.now(),
      date: () => Date.now(),
      schedule(run: () => void, delayMs: number) {
        const id = next++
        timers.add(id)
        const timer = setTimeout(() => (timers.delete(id), run()), delayMs)
        return () => (clearTimeout(timer), timers.delete(id), undefined)
      },
    }
    const controller = new AbortController()
    const listening = countListeners(controller.signal, document)
    const transport = createTransport({ ...ports, clock, answerWithinMs: 200 })
    await transport.send(put(sinkPlace(mode).url, file(100)), { signal: controller.signal, onProgress: () => {} })
    expect(timers.size).toBe(0)
    expect(listening()).toBe(0)
  })
})

/** How many listeners were added to the targets and not removed. */
function countListeners(...targets: readonly EventTarget[]): () => number {
  const listeners: unknown[] = []
  for (const target of targets) {
    vi.spyOn(target, 'addEventListener').mockImplementation((...args) => {
      listeners.push(args[1])
      EventTarget.prototype.addEventListener.apply(target, args)
    })
    vi.spyOn(target, 'removeEventListener').mockImplementation((...args) => {
      const index = listeners.indexOf(args[1])
      if (index >= 0) listeners[index] = null
      EventTarget.prototype.removeEventListener.apply(target, args)
    })
  }
  return () => {
    if (listeners.length === 0) throw new Error('Nobody listened.')
    return listeners.filter(Boolean).length
  }
}
