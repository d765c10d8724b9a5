import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import { createHttpClient } from './createHttpClient.js'
import type { HttpOptions } from './HttpClient.js'
import type { HttpRequest } from './HttpClient.js'
import { testContext } from '../../../test/backends/testContext.js'
import {
  type ReceivedCall,
  startTestServer,
  type TestAnswer,
  type TestServer,
} from '../../../test/backends/testServer.js'
import { patiently } from '../../../test/kit/patiently.js'

let server: TestServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

type Answering = (call: ReceivedCall, nth: number) => TestAnswer | Promise<TestAnswer>

/** Creates a server, a client for it, and a call to it. */
async function setUp(answer: Answering, options: HttpOptions = {}) {
  const started = await startTestServer(answer)
  server = started
  const client = createHttpClient(options)
  const send = (more: Partial<HttpRequest> = {}) =>
    client.send({ label: 'the call', method: 'POST', url: `${started.origin}/x`, context: testContext(), ...more })
  return { server: started, send }
}

const caught = async (promise: Promise<unknown>): Promise<UploadError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof UploadError) return error
  throw new Error(`Not an UploadError: ${String(error)}`)
}

const answerAlways = (json: unknown) => () => Promise.resolve(Response.json(json))
const failAlways = (thrown: Error) => () => Promise.reject(thrown)

/** Returns everything that an error could reveal. */
const shown = (error: UploadError) =>
  JSON.stringify([error.message, error.stack, error.cause, Object.entries(error), String(error)])

describe('a call', () => {
  it('sends JSON and reads JSON', async () => {
    const { server, send } = await setUp(() => ({ status: 201, json: { id: 'é' } }))
    const answer = await send({ body: { name: 'a\u2028 📷' }, headers: { 'Idempotency-Key': 'k' } })
    expect(answer).toMatchObject({ status: 201, body: { id: 'é' } })
    expect(server.calls[0]).toMatchObject({
      method: 'POST',
      path: '/x',
      text: '{"name":"a\u2028 📷"}',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': 'k' },
    })
  })

  it('sends no body and no content type without a body', async () => {
    const { server, send } = await setUp(() => ({ json: [] }))
    await send({ method: 'GET' })
    expect(server.calls[0]).toMatchObject({ method: 'GET', text: '' })
    expect(server.calls[0]?.headers).not.toHaveProperty('content-type')
  })

  it.each([[{ status: 204 }], [{ status: 200, text: ' \n' }]])('has no body in the answer %j', async (answer) => {
    const { send } = await setUp(() => answer)
    expect((await send()).body).toBeUndefined()
  })

  it('distinguishes null from an empty body', async () => {
    const { send } = await setUp(() => ({ json: null }))
    expect((await send()).body).toBeNull()
  })

  it('reads the fetch option and the global one when it is made', async () => {
    const options: { fetch?: typeof fetch } = {}
    const { send } = await setUp(() => ({ json: 1 }), options)
    vi.stubGlobal('fetch', answerAlways('global'))
    expect((await send()).body).toBe('global')
    options.fetch = answerAlways('option')
    expect((await send()).body).toBe('option')
  })

  it('passes on keepalive and credentials, and never uses a cache', async () => {
    const made: RequestInit[] = []
    const fetch = (_: unknown, init: RequestInit = {}) => (made.push(init), Promise.resolve(Response.json(1)))
    const { send } = await setUp(() => ({ json: 1 }), { fetch, credentials: 'include' })
    await send({ context: testContext({ keepalive: true }) })
    expect(made[0]).toMatchObject({ keepalive: true, credentials: 'include', cache: 'no-store' })
  })

  it('does not use keepalive for a body that browsers would refuse', async () => {
    const made: RequestInit[] = []
    const fetch = (_: unknown, init: RequestInit = {}) => (made.push(init), Promise.resolve(Response.json(1)))
    const { send } = await setUp(() => ({ json: 1 }), { fetch })
    await send({ context: testContext({ keepalive: true }), body: 'é'.repeat(40_000) })
    expect(made[0]?.keepalive).toBe(false)
  })
})

describe('credentials', () => {
  it('are read before each call', async () => {
    let nth = 0
    const headers = () => Promise.resolve({ Authorization: `Bearer ${++nth}` })
    const { server, send } = await setUp(() => ({ json: 1 }), { headers })
    await send()
    await send()
    expect(server.calls.map((call) => call.headers.authorization)).toEqual(['Bearer 1', 'Bearer 2'])
  })

  it.each([
    ['an object', { 'X-Token': 'a' }],
    ['a list of pairs', [['X-Token', 'a']]],
    ['Headers', new Headers({ 'X-Token': 'a' })],
    ['a function', () => ({ 'x-token': 'a' })],
  ] as [string, NonNullable<HttpOptions['headers']>][])('may be %s', async (_, headers) => {
    const { server, send } = await setUp(() => ({ json: 1 }), { headers })
    await send()
    expect(server.calls[0]?.headers['x-token']).toBe('a')
  })

  it('are requested again after a 401, and the call is repeated with them', async () => {
    const asked: boolean[] = []
    const headers = ({ refresh }: { refresh: boolean }) => {
      asked.push(refresh)
      return { Authorization: refresh ? 'new' : 'old' }
    }
    const { server, send } = await setUp(
      ({ headers: { authorization } }) => (authorization === 'new' ? { json: 'in' } : { status: 401 }),
      { headers },
    )
    expect((await send({ body: { a: 1 } })).body).toBe('in')
    expect(asked).toEqual([false, true])
    expect(server.calls.map((call) => call.text)).toEqual(['{"a":1}', '{"a":1}'])
  })

  it('are refreshed once for all refused calls, however late', async () => {
    let refreshes = 0
    let token = 'old'
    const headers = async ({ refresh }: { refresh: boolean }) => {
      if (refresh) {
        refreshes++
        await new Promise((resolve) => setTimeout(resolve, 60))
        token = 'new'
      }
      return { Authorization: token }
    }
    const { server, send } = await setUp(
      async ({ headers: { authorization } }, nth) => {
        // The last call is refused after the others already got their new token.
        if (nth === 4) await new Promise((resolve) => setTimeout(resolve, 200))
        return authorization === 'new' ? { json: 1 } : { status: 401 }
      },
      { headers },
    )
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(refreshes).toBe(1)
    expect(server.calls).toHaveLength(10)
  })

  it('are refreshed again for a later 401', async () => {
    let refreshes = 0
    let valid = 0
    const headers = ({ refresh }: { refresh: boolean }) => {
      if (refresh) valid = ++refreshes
      return { Authorization: String(refreshes) }
    }
    const { send } = await setUp(
      (call) => (call.headers.authorization === String(valid) && valid > 0 ? { json: 1 } : { status: 401 }),
      { headers },
    )
    await send()
    valid = -1
    await send()
    expect(refreshes).toBe(2)
  })

  it('fail the call when the new ones are refused, too, without a third attempt', async () => {
    const { server, send } = await setUp(() => ({ status: 401, json: { message: 'Who are you?' } }), {
      headers: () => ({ Authorization: 'x' }),
    })
    const error = await caught(send())
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, serverText: 'Who are you?' })
    expect(error.retry.when).toBe('by-hand')
    expect(server.calls).toHaveLength(2)
  })

  it('that cannot be refreshed fail the call at once', async () => {
    const { server, send } = await setUp(() => ({ status: 401 }), { headers: { Authorization: 'x' } })
    expect((await caught(send())).code).toBe('unauthorized')
    expect(server.calls).toHaveLength(1)
  })

  it('are refreshed after another status if the API uses one', async () => {
    const { send } = await setUp((call) => ({ json: { ok: call.headers.authorization === 'new' } }), {
      headers: ({ refresh }) => ({ Authorization: refresh ? 'new' : 'old' }),
    })
    const answer = await send({ isUnauthorized: (_, body) => JSON.stringify(body) === '{"ok":false}' })
    expect(answer.body).toEqual({ ok: true })
  })

  it('that cannot be read fail the call before it is made', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = await setUp(() => ({ json: 1 }), { headers: failAlways(new Error('no session: token=sentinel')) })
    const error = await caught(broken.send())
    expect(error).toMatchObject({ code: 'app-failed', retry: { when: 'by-hand', from: 'call' } })
    expect(shown(error)).not.toContain('sentinel')
    await caught(broken.send())
    expect(logged).toHaveBeenCalledOnce()
    expect(JSON.stringify(logged.mock.calls)).toMatch(/'headers' failed.*no session/)
    expect(JSON.stringify(logged.mock.calls)).not.toContain('sentinel')
    logged.mockRestore()
    expect(broken.server.calls).toHaveLength(0)
    await broken.server.close()

    const signedOut = await setUp(() => ({ json: 1 }), {
      headers: failAlways(new UploadError('unauthorized', 'No session.')),
    })
    expect((await caught(signedOut.send())).code).toBe('unauthorized')
    await signedOut.server.close()

    const offline = await setUp(() => ({ json: 1 }), { headers: failAlways(new TypeError('Failed to fetch')) })
    expect((await caught(offline.send())).code).toBe('server-unreachable')
  })

  it('may fail to refresh for one call, and be refreshed for the next', async () => {
    let fails = true
    const headers = ({ refresh }: { refresh: boolean }) => {
      if (refresh && fails) throw new Error('not now')
      return { Authorization: refresh ? 'new' : 'old' }
    }
    const { send } = await setUp((call) => (call.headers.authorization === 'new' ? { json: 1 } : { status: 401 }), {
      headers,
    })
    expect((await caught(send())).code).toBe('app-failed')
    fails = false
    expect((await send()).status).toBe(200)
  })

  it('that cannot be sent are named, but not quoted', async () => {
    const { send } = await setUp(() => ({ json: 1 }), { headers: () => ({ Authorization: 'sentinel\nx' }) })
    const error = await caught(send())
    expect(error.message).toContain("'headers'")
    expect(shown(error)).not.toContain('sentinel')
  })
})

describe("a fetch of the app's own", () => {
  it('that throws fails as app-failed, and one that rejects as server-unreachable', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const throwing = await setUp(() => ({ json: 1 }), {
      fetch: () => {
        throw new ReferenceError('client is not defined')
      },
    })
    expect((await caught(throwing.send())).code).toBe('app-failed')
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('client is not defined'))
    const rejecting = await setUp(() => ({ json: 1 }), {
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    })
    expect((await caught(rejecting.send())).code).toBe('server-unreachable')
  })
})

describe('a URL without an endpoint', () => {
  it.each([
    ['a page', { text: '<!doctype html><title>Error</title><pre>Cannot POST /api</pre>' }],
    ['plain text', { text: '404 Not Found' }],
    ['nothing', {}],
    ['the words of Nest', { json: { statusCode: 404, message: 'Cannot POST /api/uploads', error: 'Not Found' } }],
    ['the words of FastAPI', { json: { detail: 'Not Found' } }],
    ['the words of Rails', { json: { status: 404, error: 'Not Found' } }],
    ["JSON that is not the API's", { json: { message: 'Nothing lives here.' } }],
  ])('is reported to the developer, and not as a missing record, if it answers with %s', async (_, answer) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { send } = await setUp(() => ({ status: 404, ...answer }))
    const label = `the call for ${JSON.stringify(answer)}`
    const error = await caught(send({ label, isProblem: (body) => Object.hasOwn(Object(body), 'problem') }))
    expect(error).toMatchObject({ code: 'endpoint-missing', status: 404, retry: { when: 'by-hand' } })
    expect(error.message).toMatch(/URL option/)
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/URL option/))
  })

  it.each([
    ['says what it did not find', { json: { error: { message: 'There is no such project.' } } }, {}],
    ['reads it itself', { json: { error: 'Not Found' } }, { readProblem: () => ({ code: 'not-found' as const }) }],
  ])('differs from an API that %s', async (_, answer, own) => {
    const { send } = await setUp(() => ({ status: 404, ...answer }))
    expect((await caught(send(own))).code).toBe('not-found')
  })

  it('differs from an API without a record to delete, which has nothing to say about it', async () => {
    const { send } = await setUp(() => ({ status: 404 }))
    expect((await caught(send({ method: 'DELETE' }))).code).toBe('not-found')
  })

  it('may have other causes than a wrong URL, which the call names', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { send } = await setUp(() => ({ status: 405 }))
    const request = { method: 'DELETE', label: 'the call that undoes it', ifMissing: 'Leave it out.' } as const
    expect((await caught(send(request))).message).toMatch(
      /the call that undoes it .* \(DELETE, status 405\)\. Leave it out\.$/,
    )
    expect(logged).toHaveBeenCalledOnce()
  })
})

describe('a failure', () => {
  it.each([
    [400, 'request-invalid', 'never'],
    [403, 'forbidden', 'never'],
    [404, 'not-found', 'never'],
    [408, 'server-timeout', 'automatically'],
    [413, 'too-large', 'never'],
    [422, 'request-invalid', 'never'],
    [429, 'rate-limited', 'automatically'],
    [418, 'backend-failed', 'by-hand'],
    [500, 'server-error', 'automatically'],
    [503, 'server-error', 'automatically'],
  ])('with status %d is %s, to be tried %s', async (status, code, when) => {
    const { send } = await setUp(() => ({ status, json: { error: { message: 'Own <b>words</b>' } } }))
    const error = await caught(send())
    expect(error).toMatchObject({ code, status, serverText: 'Own <b>words</b>', retry: { when, from: 'call' } })
  })

  it("contains the server's Retry-After", async () => {
    const { send } = await setUp(() => ({ status: 503, headers: { 'Retry-After': '42' } }))
    expect((await caught(send())).retryAfterSeconds).toBe(42)
  })

  it("is read by the adapter's own function first", async () => {
    const { send } = await setUp(() => ({ status: 422, json: { message: 'key not found' } }))
    const error = await caught(send({ readProblem: () => ({ code: 'not-verified', serverText: 'own' }) }))
    expect(error).toMatchObject({ code: 'not-verified', status: 422, serverText: 'own' })
  })

  it("shortens the server's message, and removes our credentials from it", async () => {
    const { send } = await setUp(
      (call) => ({
        status: 400,
        json: {
          message: `No ${call.headers.authorization?.slice(7)} at https://x/?token=sentinel ${'so '.repeat(200)}`,
        },
      }),
      { headers: { Authorization: 'Bearer sentinel-token' } },
    )
    const error = await caught(send())
    expect(error.serverText).toHaveLength(200)
    expect(shown(error)).not.toContain('sentinel')
  })

  it("removes an adapter's own header from the server's message", async () => {
    const { send } = await setUp(() => ({ status: 422, json: { error: 'No token sentinel-csrf' } }))
    const error = await caught(send({ headers: { 'X-CSRF-Token': 'sentinel-csrf' } }))
    expect(error.serverText).toBe('No token [secret]')
  })

  it('can have a status of 200 if the API refuses in this way', async () => {
    const { send } = await setUp(() => ({ json: { ok: false } }))
    const error = await caught(send({ readRefusal: (status) => ({ code: 'already-used', serverText: `${status}` }) }))
    expect(error).toMatchObject({ code: 'already-used', status: 200, serverText: '200' })
  })

  it.each([200, 502])('does not quote a page with status %d', async (status) => {
    const text = '<!doctype html><title>Sign in</title><script>sentinel</script>'
    const { send } = await setUp(() => ({ status, text }))
    const error = await caught(send())
    expect(error.code).toBe(status === 200 ? 'answer-malformed' : 'server-error')
    expect(shown(error)).not.toMatch(/sentinel|Sign in|doctype/)
    expect(error.serverText).toBeUndefined()
  })

  it('is malformed when the answer is truncated JSON', async () => {
    const { send } = await setUp(() => ({ text: '{"sentinel":', headers: { 'Content-Type': 'application/json' } }))
    const error = await caught(send())
    expect(error.code).toBe('answer-malformed')
    expect(shown(error)).not.toContain('sentinel')
  })

  it.each([301, 302, 303, 307, 308])(
    'is reported when a %d redirects the call, which is not followed, so that the headers stay private',
    async (status) => {
      const elsewhere = await startTestServer(() => ({ json: { id: 'stolen' } }))
      const { server, send } = await setUp(
        () => ({ status, headers: { Location: `${elsewhere.origin}/login?token=sentinel` } }),
        { headers: { Authorization: 'Bearer sentinel' } },
      )
      const error = await caught(send({ body: {} }))
      expect([error.code, error.retry.when, server.calls.length, elsewhere.calls.length]).toEqual([
        'server-redirected',
        'never',
        1,
        0,
      ])
      expect(error.message).toContain('give the backend the final URL')
      expect(shown(error)).not.toContain('sentinel')
      await elsewhere.close()
    },
  )

  it("is refused when the app's own fetch has followed a redirect nevertheless", async () => {
    const followed = Object.defineProperty(Response.json({ id: 1 }), 'redirected', { value: true })
    const { send } = await setUp(() => ({}), { fetch: async () => followed })
    expect((await caught(send())).code).toBe('server-redirected')
  })

  it('is unreachable when the connection breaks before or during the answer', async () => {
    const { send } = await setUp((_, nth) => (response) => {
      if (nth === 1) response.writeHead(200, { 'Content-Length': '100' }).write('{')
      setTimeout(() => response.destroy(), 20)
    })
    const url = 'http://127.0.0.1:1/x?X-Amz-Signature=sentinel'
    for (const error of [await caught(send()), await caught(send()), await caught(send({ url }))]) {
      expect(error.code).toBe('server-unreachable')
      expect(error.retry.when).toBe('automatically')
      expect(shown(error)).not.toMatch(/sentinel|127\.0\.0\.1/)
    }
  })

  const timeoutMs = 60_000

  it('is a time-out when the server does not answer, or not completely', async () => {
    // The time is over once the call has arrived, however long that takes.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { server, send } = await setUp(
      (_, nth) => (response) => {
        if (nth === 1) response.writeHead(200, { 'Content-Length': '100' }).write('{')
        vi.advanceTimersByTime(timeoutMs)
      },
      { timeoutMs },
    )
    for (const error of [await caught(send()), await caught(send())]) expect(error.code).toBe('server-timeout')
    vi.useRealTimers()
    await vi.waitFor(() => expect(server.abandoned).toBe(2), patiently)
  })

  it('is a time-out even if the fetch option ignores its signal', async () => {
    const { send } = await setUp(() => ({ json: 1 }), { timeoutMs: 30, fetch: () => new Promise(() => {}) })
    expect((await caught(send())).code).toBe('server-timeout')
  })
})

describe('an abort', () => {
  it('before the call sends nothing and reads no headers', async () => {
    const headers = vi.fn<() => HeadersInit>(() => ({}))
    const { server, send } = await setUp(() => ({ json: 1 }), { headers })
    const context = testContext({ signal: AbortSignal.abort() })
    await expect(send({ context })).rejects.toMatchObject({ name: 'AbortError' })
    expect(server.calls).toHaveLength(0)
    expect(headers).not.toHaveBeenCalled()
  })

  it('during the call aborts the request', async () => {
    const controller = new AbortController()
    const { server, send } = await setUp(() => {
      setTimeout(() => controller.abort(new Error('whatever')), 20)
      return () => {}
    })
    const context = testContext({ signal: controller.signal })
    await expect(send({ context })).rejects.toMatchObject({ name: 'AbortError' })
    await vi.waitFor(() => expect(server.abandoned).toBe(1), patiently)
  })

  it("does not wait for the app's headers function", async () => {
    const controller = new AbortController()
    const { send } = await setUp(() => ({ json: 1 }), { headers: () => new Promise(() => {}) })
    setTimeout(() => controller.abort(), 20)
    await expect(send({ context: testContext({ signal: controller.signal }) })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('of one caller leaves the refresh to the others', async () => {
    const controller = new AbortController()
    let refreshes = 0
    const headers = async ({ refresh }: { refresh: boolean }) => {
      if (!refresh) return { Authorization: 'old' }
      refreshes++
      controller.abort()
      await new Promise((resolve) => setTimeout(resolve, 40))
      return { Authorization: 'new' }
    }
    const { send } = await setUp((call) => (call.headers.authorization === 'new' ? { json: 1 } : { status: 401 }), {
      headers,
    })
    const ended = await Promise.allSettled([send({ context: testContext({ signal: controller.signal }) }), send()])
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(refreshes).toBe(1)
  })
})

it('leaves no timer and no listener behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const controller = new AbortController()
  const add = vi.spyOn(controller.signal, 'addEventListener')
  const remove = vi.spyOn(controller.signal, 'removeEventListener')
  const client = createHttpClient({ fetch: answerAlways(1) })
  await client.send({ label: 'x', method: 'GET', url: '/x', context: testContext({ signal: controller.signal }) })
  expect(vi.getTimerCount()).toBe(0)
  expect(add.mock.calls.length).toBe(remove.mock.calls.length)
  vi.useRealTimers()
})
