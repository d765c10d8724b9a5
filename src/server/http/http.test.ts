import { describe, expect, it, vi } from 'vitest'
import { announce, startUploads } from '../../../test/server/startUploads.ts'
import { longestBody } from './body/readJson.ts'
import { findRoute } from './routes.ts'

describe('a path', () => {
  it.each([
    ['/tickets', 'requestTickets'],
    ['/api/uploads/tickets', 'requestTickets'],
    ['/a/b/c/tickets/abandon', 'abandonTicket'],
    ['/api/multipart/sign', 'signParts'],
    ['/api/files', 'confirmFiles'],
    ['/files/files', 'confirmFiles'],
  ])('%s is recognised by its end', (path, call) => {
    expect(findRoute(path, undefined)?.calls['POST']).toBe(call)
  })

  it.each(['/', '/ticket', '/tickets/', '/files/a/b', '/files/%', '/tickets/other', '/multipart', '/xtickets'])(
    '%s is not a call',
    (path) => {
      expect(findRoute(path, undefined)).toBeUndefined()
    },
  )

  it('may be bound to a base', () => {
    expect(findRoute('/api/uploads/files', '/api/uploads/')?.calls['GET']).toBe('listFiles')
    for (const path of ['/files', '/other/api/uploads/files', '/api/uploadsx/files', '/api/files']) {
      expect(findRoute(path, '/api/uploads')).toBeUndefined()
    }
  })

  it('has an id that is read as one segment', () => {
    expect(findRoute('/files/a%2Fb', undefined)?.id).toBe('a/b')
  })
})

describe('an answer', () => {
  it('is 404 for a path that is not a call, in the words that the client takes for a missing endpoint', async () => {
    const { status, body } = await startUploads().as('ann').call('DELETE', '/file/x')
    expect([status, body.error.message]).toEqual([404, 'Not found.'])
  })

  it.each([
    ['PUT', '/tickets', 'POST, OPTIONS'],
    ['POST', '/files/x', 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['GET', '/tickets', 'POST, OPTIONS'],
  ])('is 405 for %s %s, with the methods that there are', async (method, path, allow) => {
    const { status, headers } = await startUploads().as('ann').call(method, path)
    expect([status, headers.get('allow')]).toEqual([405, allow])
  })

  it.each(['tickets', 'tickets/abandon', 'files', 'multipart/sign', 'multipart/list', 'multipart/complete'])(
    'is 401 for %s without an owner, before anything is read',
    async (path) => {
      const { as, uploads } = startUploads()
      const prepare = vi.spyOn(uploads.service.records, 'prepare')
      const { status, body } = await as(null).call('POST', `/${path}`, '{')
      expect([status, body.error.code]).toEqual([401, 'unauthorized'])
      expect(prepare).not.toHaveBeenCalled()
    },
  )

  it('is never stored, and never taken for another type', async () => {
    const { headers } = await startUploads().as('ann').call('GET', '/files')
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff'])
  })

  it('to HEAD is that to GET without a body', async () => {
    const { uploads } = startUploads()
    const request = new Request('https://app.test/files', { method: 'HEAD', headers: { 'x-owner': 'ann' } })
    const answer = await uploads(request)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  it('about an error says nothing of it', async () => {
    const { as, uploads, errors } = startUploads()
    const secret = 'connect to postgres://u:p@db failed, X-Amz-Signature=abc'
    vi.spyOn(uploads.service.records, 'listFiles').mockRejectedValue(new Error(secret))
    const { status, body } = await as('ann').call('GET', '/files')
    expect([status, body]).toEqual([
      500,
      { error: { status: 500, code: 'server-error', message: 'Something went wrong on the server.' } },
    ])
    expect(errors).toHaveLength(1)
    const [{ error } = { error: new Error() }] = errors
    expect(`${error.message} ${error.stack}`).not.toMatch(/u:p|abc/)
  })

  it.each([
    ['returns a number', () => 7 as unknown as string],
    ['returns an empty text', () => ''],
    ['returns what records would keep as another owner', () => 'ann\0'],
    [
      'throws',
      () => {
        throw new Error('no session store')
      },
    ],
  ])('is 500 if `owner` %s', async (_, owner) => {
    const { as, errors } = startUploads({ owner })
    expect((await as(null).call('GET', '/files')).status).toBe(500)
    expect(errors).toHaveLength(1)
  })

  it('is an error once, and not for ever, if the records cannot be prepared', async () => {
    const { as, uploads } = startUploads()
    vi.spyOn(uploads.service.records, 'prepare').mockRejectedValueOnce(new Error('no disk'))
    expect((await as('ann').call('GET', '/files')).status).toBe(500)
    expect((await as('ann').call('GET', '/files')).status).toBe(200)
  })
})

describe('a body', () => {
  const ann = startUploads().as('ann')

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['a text', 'text/plain'],
    ['a form with files', 'multipart/form-data; boundary=x'],
    ['nearly JSON', 'application/jsonx'],
  ])('is refused as %s, which another site may send', async (_, type) => {
    const body = JSON.stringify({ files: [announce('x')] })
    expect((await ann.call('POST', '/tickets', body, { 'content-type': type })).status).toBe(415)
  })

  it('may say its charset', async () => {
    const type = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect((await ann.call('POST', '/tickets', { files: [announce('x')] }, type)).status).toBe(200)
  })

  it('is refused when it is too long, whatever length it declares', async () => {
    const long = JSON.stringify({ files: [], x: 'x'.repeat(longestBody) })
    expect((await ann.call('POST', '/tickets', long)).status).toBe(413)
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(64 * 1024).fill(32))
      },
    })
    const { uploads } = startUploads()
    const answer = await uploads(
      new Request('https://app.test/tickets', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-owner': 'ann' },
        body: endless,
        duplex: 'half',
      } as RequestInit),
    )
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(100)
  })

  it.each(['', '{', '\uFFFD{', 'undefined'])('has to be JSON: %j', async (body) => {
    const { status, body: answer } = await ann.call('POST', '/tickets', body)
    expect([status, answer.error.code]).toEqual([400, 'request-invalid'])
  })

  it.each([
    ['no list', {}, 'files'],
    ['an empty list', { files: [] }, 'files'],
    ['too many members', { files: Array.from({ length: 101 }, () => announce('x')) }, 'files'],
    ['a list', [], 'body'],
    ['null', null, 'body'],
    ['a profile that is not text', { files: [announce('x')], profile: ['any'] }, 'profile'],
  ])('with %s is refused, naming it', async (_, body, name) => {
    const { status, body: answer } = await ann.call('POST', '/tickets', body)
    expect([status, answer.error.message]).toEqual([422, expect.stringContaining(name)])
  })

  let deep: object = {}
  for (let depth = 0; depth < 3000; depth += 1) deep = { a: deep }

  it.each([
    ['id', { id: '' }],
    ['id', { id: 'a\0' }],
    ['name', { name: 7 }],
    ['name', { name: 'x'.repeat(1025) }],
    ['size', { size: -1 }],
    ['size', { size: 1.5 }],
    ['size', { size: '5' }],
    ['size', { size: 2 ** 60 }],
    ['type', { type: 'text' }],
    ['type', { type: 'text/plain\r\nx-amz-acl: public-read' }],
    ['type', { type: 'text/plain; a=\u00e9' }],
    ['type', { type: 'image/png;, text/html' }],
    ['type', { type: 'image/png; a="b", text/html' }],
    ['type', { type: `text/${'x'.repeat(300)}` }],
    ['digest', { digest: 'x' }],
    ['digest', { digest: { algorithm: 'sha-1', base64: '' } }],
    ['digest', { digest: { algorithm: 'md5', base64: 'XUFAKrxLKna5cZ2REBfFkg' } }],
    ['digest', { digest: { algorithm: 'md5', base64: 'XUFAKrxLKna5cZ2REBfFkh==' } }],
    ['width', { image: { width: 0, height: 1 } }],
    ['height', { video: { width: 1, height: 1e12 } }],
    ['durationSeconds', { video: { width: 1, height: 1, durationSeconds: 'long' } }],
    ['metadata', { metadata: [] }],
    ['metadata', { metadata: { a: 'x'.repeat(17_000) } }],
    ['metadata', { metadata: { a: '\0' } }],
    ['metadata', { metadata: deep }],
    ['metadata', { metadata: JSON.parse('{"__proto__":{}}') }],
    ['idempotencyKey', { idempotencyKey: 'x'.repeat(256) }],
  ])('with a wrong %s fails that member and no other: %#', async (name, wrong) => {
    const tickets = await ann.tickets([{ ...announce('x'), ...wrong }, announce('y')])
    expect(tickets).toMatchObject([
      { kind: 'failed', error: { status: 422, code: 'request-invalid', message: expect.stringContaining(name) } },
      { kind: 'put' },
    ])
  })

  it.each(['text/plain;charset=utf-8', 'video/webm; codecs="vp9, opus"', 'application/vnd.ms-excel', 'image/svg+xml;'])(
    'may have the type %s',
    async (type) => {
      expect(await ann.ticket(announce(type, { type }))).toMatchObject({ kind: 'put' })
    },
  )

  it('cannot change what objects inherit', async () => {
    const body = `{"files":[{"id":"p","name":"a","size":1,"type":"a/b","__proto__":{"polluted":1},"metadata":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}]}`
    const { status } = await ann.call('POST', '/tickets', body)
    expect([status, Reflect.get({}, 'polluted')]).toEqual([200, undefined])
  })

  it('may have a name that no database would store', async () => {
    const { as } = startUploads()
    const file = { ...announce('odd'), name: 'a\0\uD800b' }
    expect((await as('ann').upload('odd', file)).name).toBe('a\uFFFD\uFFFDb')
  })
})

it('answers with no URL that the headers of a call have steered', async () => {
  const { as } = startUploads()
  const ann = as('ann')
  const steering = {
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'ftp',
    forwarded: 'host=evil.test',
    host: 'evil.test',
  }
  const { body } = await ann.call('POST', '/tickets', { files: [announce('x')] }, steering)
  await ann.upload('y')
  const list = await ann.call('GET', '/files', undefined, steering)
  expect(body.tickets[0].kind).toBe('put')
  expect(list.body.files[0].url).toBeTypeOf('string')
  expect(JSON.stringify([body, list.body])).not.toMatch(/evil|ftp/)
})

describe('pages on other origins', () => {
  const origins = ['https://app.example']
  const preflight = async (origin: string, options = {}) => {
    const { uploads } = startUploads({ origins, ...options })
    return uploads(
      new Request('https://api.test/files/x', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'DELETE',
          'access-control-request-headers': 'authorization, content-type',
        },
      }),
    )
  }

  it('may call if they are named', async () => {
    const { status, headers } = await preflight('https://app.example')
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': expect.stringContaining('DELETE'),
      'access-control-allow-headers': 'authorization, content-type',
      vary: 'Origin',
    })
  })

  it.each(['https://evil.example', 'https://app.example.evil', 'null'])('may not if they are %s', async (origin) => {
    const { headers } = await preflight(origin)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('may not by default', async () => {
    const { headers } = await preflight('https://app.example', { origins: [] })
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('can read Retry-After, also with a refusal', async () => {
    const { headers } = await startUploads({ origins })
      .as(null)
      .call('GET', '/files', undefined, { origin: 'https://app.example' })
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
  })
})
