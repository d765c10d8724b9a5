import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestStack, type TestStack } from './forTests.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

/** Stands for lists within lists that are too deep for `JSON.stringify`. */
const endless = 'lists without end'
const write = (body: unknown): string =>
  (JSON.stringify(body) ?? '').replaceAll(JSON.stringify(endless), `${'['.repeat(20_000)}${']'.repeat(20_000)}`)

/** Values that nobody's client sends, in place of one field or of all. */
const oddities: readonly (readonly [what: string, value: unknown])[] = [
  ['NUL', 'a\0b'],
  ['half a character', 'a\uD800'],
  ['an empty text', ''],
  ['a long text', 'x'.repeat(100_000)],
  ['a line break', 'a/b\r\nx: y'],
  ['text that is no ASCII', 'é/ü'],
  ['a path', '../../etc/passwd'],
  ['a huge number', 1e308],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['the largest integer and one', 2 ** 53],
  ['a number in text', '99999999999999999999'],
  ['null', null],
  ['true', true],
  ['a list', ['a']],
  ['an object', { a: 1 }],
  ['a prototype', JSON.parse('{"__proto__": {"a": 1}}')],
  [endless, endless],
]

const md5 = '1B2M2Y8AsgTpgAmY7PhCfg=='
const sha256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
const assetID = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
const file = { id: 'a', name: 'a', size: 0, type: 'a/b', metadata: {}, digest: { algorithm: 'md5', base64: md5 } }

interface Endpoint {
  readonly path: string
  readonly method?: string
  readonly body: Readonly<Record<string, unknown>>
}

const graphql = (api: string, query: string, variables: object): Endpoint => ({
  path: `/api/${api}/graphql`,
  body: { query, variables },
})

/** Every call that takes a body, with one that is nearly right. */
const endpoints: readonly Endpoint[] = [
  { path: '/api/rest/tickets', body: { files: [file], profile: 'files' } },
  { path: '/api/rest/tickets/abandon', body: { reference: 'a' } },
  { path: '/api/rest/multipart/sign', body: { reference: 'a', parts: [{ number: 1, size: 1 }] } },
  { path: '/api/rest/multipart/list', body: { reference: 'a' } },
  { path: '/api/rest/multipart/complete', body: { reference: 'a', parts: [{ number: 1, etag: 'a' }] } },
  { path: '/api/rest/multipart/abort', body: { reference: 'a' } },
  { path: '/api/rest/files', body: { uploads: [{ reference: 'a', request: file, receipt: { etag: 'a' } }] } },
  { path: '/api/rest/files/a', method: 'PATCH', body: { name: 'a', alt: 'b' } },
  {
    path: '/api/inspect/api/inspect/v1/file/upload/presigned',
    body: { assetID, hash: sha256, contentType: 'a/b', name: 'a', size: 0 },
  },
  { path: '/api/inspect/api/inspect/v1/file/upload/complete', body: { id: assetID } },
  {
    path: '/api/visibuild/api/core/v1/attachments',
    body: { filename: 'a', contentType: 'a/b', fileSize: 0, checksum: md5 },
  },
  { path: '/api/visibuild/api/core/v1/tickets', body: { title: 'a', attachmentKeys: ['a'] } },
  {
    path: '/api/active-storage/direct_uploads',
    body: { blob: { filename: 'a', byte_size: 0, checksum: md5, content_type: 'a/b', metadata: { a: 1 } } },
  },
  { path: '/api/active-storage/attachments', body: { signed_id: 'a--b' } },
  graphql('ion', 'query ($f: String!) { requestFileUploadUrl(filename: $f) { s3Key } }', { f: 'a' }),
  graphql('ion', 'query ($id: ID!) { fileAttachment(id: $id) { id } }', { id: 1 }),
  graphql('ion', 'query ($id: ID!) { runStep(id: $id) { entity { id } } }', { id: 1 }),
  graphql(
    'ion',
    'mutation ($input: CreateFileAttachmentInput!) { createFileAttachment(input: $input) { fileAttachment { id entityId } } }',
    { input: { filename: 'a', s3Key: 'b', s3Etag: 'c', entityId: 1, validateUpload: true } },
  ),
  graphql(
    'glue',
    'mutation ($input: UploadTicketInput!) { uploadTicket(input: $input) { ... on UploadTicket { id } } }',
    {
      input: { name: 'a', contentLength: '0', contentMD5: md5, contentType: 'a/b', metadata: { width: 1, height: 1 } },
    },
  ),
  graphql('glue', 'mutation ($input: CreateFileInput!) { createFile(input: $input) { id } }', {
    input: { uploadTicketID: 'a' },
  }),
  graphql('glue', 'mutation ($input: MessageInput!) { sendMessage(input: $input) { id } }', {
    input: { text: 'a', attachments: ['a'] },
  }),
  graphql('glue', 'query ($id: ID!) { node(id: $id) { id } }', { id: 'a' }),
  graphql(
    'foir',
    'mutation ($n: String!, $t: String!, $s: Int!, $f: String, $m: JSON) { createFileUpload(filename: $n, mimeType: $t, size: $s, folder: $f, metadata: $m) { uploadId } }',
    { n: 'a', t: 'a/b', s: 0, f: 'b', m: { a: 1 } },
  ),
  graphql('foir', 'mutation ($id: String!) { confirmFileUpload(uploadId: $id) { id } }', { id: 'a' }),
  graphql('foir', 'query ($id: String!) { file(id: $id) { id } }', { id: 'a' }),
]

function titleOf({ path, body: { query } }: Endpoint): string {
  return typeof query === 'string' ? `${path}: ${/\{ (\w+)/.exec(query)?.[1]}` : path
}

/** The body with each of its members in turn replaced, at any depth. */
function* spoil(body: unknown, value: unknown): Generator {
  yield value
  if (typeof body !== 'object' || body === null) return
  for (const [name, member] of Object.entries(body)) {
    for (const spoilt of spoil(member, value)) {
      yield Array.isArray(body) ? body.with(Number(name), spoilt) : { ...body, [name]: spoilt }
    }
  }
}

async function call(
  { path, method = 'POST' }: Pick<Endpoint, 'path' | 'method'>,
  body?: string,
  type = 'application/json',
): Promise<Response> {
  const headers = { 'Content-Type': type }
  return fetch(`${stack.url}${path}`, { method, headers, ...(body !== undefined && { body }) })
}

/** GraphQL answers failures of the server with 200. */
async function hasFailed(answer: Response): Promise<boolean> {
  return answer.status >= 500 || (await answer.text()).includes('Something went wrong on the server')
}

describe('a call', () => {
  it.each(endpoints.map((endpoint) => [titleOf(endpoint), endpoint] as const))(
    'of %s does not fail at what nobody sends',
    async (_, { path, method = 'POST', body }) => {
      const said = vi.spyOn(console, 'error')
      const failures: string[] = []
      for (const [what, value] of oddities) {
        for (const spoilt of spoil(body, value)) {
          if (await hasFailed(await call({ path, method }, write(spoilt)))) failures.push(what)
        }
      }
      for (const text of ['', '{', 'null', '"a"', '\uFFFE', '['.repeat(500_000)]) {
        if (await hasFailed(await call({ path, method }, text))) failures.push(text.slice(0, 5))
      }
      expect(failures).toEqual([])
      expect(said).not.toHaveBeenCalled()
      said.mockRestore()
    },
  )
})

it.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'text/plain; application/json',
])('takes no call as %s, which a page of another site may send without asking', async (type) => {
  for (const { path, method, body } of endpoints) {
    expect([path, (await call({ path, ...(method && { method }) }, write(body), type)).status]).toEqual([path, 415])
  }
})

it.each(['GET', 'DELETE'])('does not fail at odd ids and cursors in a %s', async (method) => {
  const odd = [
    '%00',
    '%ED%A0%80',
    '%',
    '%E0%A4%A',
    '..%2f..',
    'a'.repeat(5000),
    '__proto__',
    "'; drop table x",
    '1e999',
  ]
  for (const one of odd) {
    for (const path of [
      `/api/rest/files/${one}`,
      `/api/rest/files?cursor=${one}`,
      `/api/rest/files?limit=${one}`,
      `/api/rest/files?sendWith=${one}`,
      `/storage/ion/${one}`,
      `/storage/foir/${one}?expires=${one}&signature=${one}`,
    ]) {
      expect([path, (await call({ path, method })).status]).toEqual([path, expect.toSatisfy((status) => status < 500)])
    }
  }
})

it('does not take a client that goes away in the middle of its call for a failure', async () => {
  const said = vi.spyOn(console, 'error')
  const { log } = stack.server
  for (const path of ['/api/rest/tickets', '/api/visibuild/api/core/v1/attachments']) {
    log.clear()
    const headers = { 'Content-Type': 'application/json', 'Content-Length': 1000 }
    const broken = request(`${stack.url}${path}`, { method: 'POST', headers, agent: false }).on('error', () => {})
    broken.write('{"files":')
    await vi.waitUntil(() => log.calls.length === 1)
    broken.destroy()
    await vi.waitUntil(() => log.calls[0]?.status !== null)
  }
  expect(said).not.toHaveBeenCalled()
  said.mockRestore()
})

it.each(['ion', 'foir'])('does not fail at odd URLs of the gate of %s', async (api) => {
  for (const query of ['', '?expires=1e999&signature=', '?expires=%00&signature=%00', `?signature=${'é'.repeat(64)}`]) {
    const answer = await fetch(`${stack.url}/storage/${api}/a${query}`, { method: 'PUT', body: 'a' })
    expect(answer.status).toBe(403)
  }
})

it('does not fail at odd clients that want a token', async () => {
  const clients = { app: { secret: 'secret', tenant: 'a' } }
  const other = await startTestStack({ storage: stack.storage, clients })
  try {
    for (const id of ['__proto__', 'constructor', '\0', '']) {
      const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: 'undefined' })
      const answer = await fetch(`${other.url}/api/visibuild/oauth/token`, { method: 'POST', body: form })
      expect(answer.status).toBe(401)
    }
  } finally {
    await other.stop()
  }
})
