import { expect, it } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import { sinkPlace } from '../../../test/storage-sink/sink.js'
import { createHttpClient } from './createHttpClient.js'

it('follows no redirect in a browser, which hides its status, and sends no header elsewhere', async () => {
  const elsewhere = sinkPlace('ok', {}, { other: true })
  const api = sinkPlace('redirect', { to: elsewhere.url })
  const client = createHttpClient({ headers: { Authorization: 'Bearer sentinel' } })
  const { signal } = new AbortController()
  const error: unknown = await client
    .send({ label: 'the ticket call', method: 'POST', url: api.url, body: {}, context: { signal } })
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UploadError)
  expect(error).toMatchObject({ code: 'server-redirected', retry: { when: 'never' } })
  expect(String(error)).not.toMatch(/sentinel|127\.0\.0\.1/)
  const calls = await api.received()
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
  // This request is the first one that reaches the redirect's target.
  await fetch(elsewhere.url, { method: 'POST', body: 'first' })
  const [first, ...others] = await elsewhere.received()
  expect([first?.size, others]).toEqual([5, []])
})
