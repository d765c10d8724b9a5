import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { announce } from '../uploads/contract/announce.ts'
import { sendBytes } from '../uploads/contract/sendBytes.ts'
import { startTestStack, type TestStack } from './forTests.ts'
import { RestClient } from './rest/restClient.ts'

let stack: TestStack
let client: RestClient

beforeAll(async () => {
  stack = await startTestStack({ testControls: true, allowOrigins: ['https://app.test'] })
  client = new RestClient(stack.url)
})
afterEach(() => {
  stack.server.faults.clear()
  stack.server.log.clear()
})
afterAll(() => stack.stop())

const statuses = async (count: number): Promise<number[]> => {
  const seen: number[] = []
  for (let call = 0; call < count; call += 1) seen.push((await client.call('GET', '/files')).status)
  return seen
}

const preflight = (origin: string): Promise<Response> =>
  fetch(`${stack.url}/api/rest/tickets`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'idempotency-key' },
  })

describe('the fault script', () => {
  it('fails the named calls as often as it says', async () => {
    const action = { kind: 'answer', status: 503, retryAfterSeconds: 2 } as const
    stack.server.faults.add({ call: 'list', nth: 2, times: 2, action }, { call: 'get', action })
    expect(await statuses(4)).toEqual([200, 503, 503, 200])
    expect(stack.server.log.calls.map(({ call, status }) => [call, status])).toEqual([
      ['list', 200],
      ['list', 503],
      ['list', 503],
      ['list', 200],
    ])
  })

  it('answers as a busy server does', async () => {
    const action = {
      kind: 'answer',
      status: 429,
      code: 'rate-limited',
      message: 'Slow down.',
      retryAfterSeconds: 7,
    } as const
    stack.server.faults.add({ call: 'list', action })
    const answer = await client.call('GET', '/files')
    expect([answer.status, answer.headers.get('retry-after'), answer.body.error]).toEqual([
      429,
      '7',
      { status: 429, code: 'rate-limited', message: 'Slow down.', retryAfterSeconds: 7 },
    ])
  })

  it('answers with a login page', async () => {
    stack.server.faults.add({ call: 'list', action: { kind: 'answer', status: 200, text: '<html>Sign in</html>' } })
    const answer = await fetch(`${stack.url}/api/rest/files`)
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'text/html; charset=utf-8',
      '<html>Sign in</html>',
    ])
  })

  it('fails one member of a call and lets the others pass', async () => {
    const action = { kind: 'answer', status: 403, code: 'forbidden' } as const
    stack.server.faults.add({ call: 'tickets', name: 'bad.txt', action })
    const kinds = await client.tickets(announce('a', { name: 'good.txt' }), announce('b', { name: 'bad.txt' }))
    expect(kinds.map(({ kind }) => kind)).toEqual(['put', 'failed'])
  })

  it('breaks the connection before the call is handled', async () => {
    stack.server.faults.add({ call: 'tickets', action: { kind: 'drop' } })
    const issued = stack.server.records.uploads().length
    await expect(client.ticket(announce('dropped'))).rejects.toThrow('fetch failed')
    expect(stack.server.records.uploads()).toHaveLength(issued)
    expect(stack.server.log.calls.at(-1)?.status).toBeNull()
  })

  it('breaks the connection after the call is handled', async () => {
    const file = announce('registered, but who knows')
    const ticket = await client.ticket(file)
    await sendBytes(ticket, 'registered, but who knows')
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    await expect(client.confirm(file, ticket.reference)).rejects.toThrow('fetch failed')
    expect(stack.server.records.files().some(({ uploadId }) => uploadId === ticket.reference)).toBe(true)
  })

  it('makes a client wait', async () => {
    stack.server.faults.add(
      { call: 'list', action: { kind: 'delay', ms: 150 } },
      { call: 'get', action: { kind: 'hang' } },
    )
    const startedAt = performance.now()
    await client.list()
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145)
    const hanging = fetch(`${stack.url}/api/rest/files/x`, { signal: AbortSignal.timeout(150) })
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('an answer that the script changes', () => {
  it('arrives late, or never, after the call was handled', async () => {
    const issued = stack.server.records.uploads().length
    stack.server.faults.add(
      { call: 'tickets', action: { kind: 'delay-after', ms: 150 } },
      { call: 'tickets', action: { kind: 'hang-after' } },
    )
    const startedAt = performance.now()
    await client.ticket(announce('late'))
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145)
    const hanging = fetch(`${stack.url}/api/rest/tickets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ files: [announce('never')] }),
      signal: AbortSignal.timeout(150),
    })
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(stack.server.records.uploads()).toHaveLength(issued + 2)
  })

  it('says something other than it should', async () => {
    const action = { kind: 'rewrite', fields: { url: 'nowhere' }, without: ['headers'], beside: { more: [1] } } as const
    stack.server.faults.add({ call: 'tickets', action })
    const { body } = await client.call('POST', '/tickets', { files: [announce('rewritten')] })
    expect(body).toMatchObject({ tickets: [{ kind: 'put', url: 'nowhere' }], more: [1] })
    expect(JSON.stringify(body)).not.toContain('headers')
  })
})

describe('the controls for tests', () => {
  it('accept a script and show the log', async () => {
    const script = JSON.stringify([{ call: 'list', action: { kind: 'answer', status: 500 } }])
    await fetch(`${stack.url}/__test/script`, { method: 'POST', body: script })
    expect(await statuses(2)).toEqual([500, 200])
    const log = await (await fetch(`${stack.url}/__test/log`)).json()
    expect(log).toMatchObject({ calls: [{ api: 'rest', call: 'list', status: 500 }, { status: 200 }] })
    expect(JSON.stringify(log)).not.toMatch(/X-Amz|http:/)
  })

  it('do not exist unless they were asked for', async () => {
    const closed = await startTestStack({ storage: stack.storage })
    onTestFinished(() => closed.stop())
    expect((await fetch(`${closed.url}/__test/log`)).status).toBe(404)
  })
})

describe('a page of another origin', () => {
  it('may call the API if its origin is allowed', async () => {
    const { headers } = await preflight('https://app.test')
    expect(headers.get('access-control-allow-origin')).toBe('https://app.test')
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key')
    expect((await preflight('https://evil.test')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('may read refusals, too', async () => {
    stack.server.faults.add({ call: 'list', action: { kind: 'answer', status: 503 } })
    const answer = await fetch(`${stack.url}/api/rest/files`, { headers: { origin: 'https://app.test' } })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([503, 'https://app.test'])
  })
})

it('serves built pages beside the API', async () => {
  const pages = await mkdtemp(join(tmpdir(), 'coatcheck-pages-'))
  await writeFile(join(pages, 'index.html'), '<title>built</title>')
  const served = await startTestStack({ storage: stack.storage, pages })
  onTestFinished(async () => {
    await served.stop()
    await rm(pages, { recursive: true })
  })
  expect(await (await fetch(served.url)).text()).toBe('<title>built</title>')
  expect(await (await fetch(`${served.url}/api/health`)).json()).toEqual({ ok: true, storage: stack.storage.kind })
})
