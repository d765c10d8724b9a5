import { expect, it, vi } from 'vitest'
import { sinkPlace } from '../../test/storage-sink/sink.js'
import { browserConnection } from '../page/connection.js'
import { systemClock } from '../page/systemClock.js'
import { createTransport } from './transport.js'

const send = (url: string, body: Blob) =>
  createTransport({ clock: systemClock, connection: browserConnection }).send(
    { kind: 'put', url, body, fileName: 'a' },
    { signal: new AbortController().signal, onProgress: () => {} },
  )
// A file of its own: a policy that a document has taken on stays with it.
it("says that the page's content policy forbade it, and writes the URL nowhere", async () => {
  const allowed = sinkPlace('ok')
  const forbidden = sinkPlace('ok', { 'X-Amz-Signature': 'sentinel' }, { other: true })
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src 'self' ws: wss: ${new URL(allowed.url).origin}`
  document.head.append(policy)
  const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))

  expect((await send(allowed.url, new Blob(['x']))).kind).toBe('stored')
  for (const body of [new Blob(['x']), new Blob()]) {
    const outcome = await send(forbidden.url, body)
    expect(outcome).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
  }
  for (const spy of written) expect(spy).not.toHaveBeenCalled()
})
