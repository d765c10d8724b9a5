import { describe, expect, it } from 'vitest'
import { createSend } from '../send.ts'
import { readPreflight, type Preflight, type Verdict } from './readPreflight.ts'

const origin = 'https://app.example'
const put: Preflight = { url: 'https://a.test/b/k', method: 'PUT', headers: ['content-type', 'if-none-match'] }

type Answers = (asked: { readonly method: string; readonly headers: string }) => {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** What is made of a storage with these answers to preflights. */
const judge = (answers: Answers, preflight: Preflight = put): Promise<Verdict> => {
  const send = createSend(async (_url, init) => {
    const given = new Headers(init?.headers)
    const asked = {
      method: given.get('access-control-request-method') ?? '',
      headers: given.get('access-control-request-headers') ?? '',
    }
    const { status = 200, headers = {} } = answers(asked)
    return new Response(null, { status, headers })
  })
  return readPreflight(send, preflight, origin)
}

const allow = (methods: string, headers?: string, allowed: string = origin): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': allowed,
  'access-control-allow-methods': methods,
  ...(headers !== undefined && { 'access-control-allow-headers': headers }),
})

describe('readPreflight', () => {
  it.each([
    ['the same names', allow('GET, PUT', 'Content-Type, If-None-Match')],
    ['stars', allow('*', '*', '*')],
  ])('takes %s for leave', async (_title, headers) => {
    expect(await judge(() => ({ headers }))).toEqual({ kind: 'allowed' })
  })

  it('needs no leave for the method of a form', async () => {
    const post: Preflight = { url: put.url, method: 'POST', headers: [] }
    const answers = (): ReturnType<Answers> => ({ headers: { 'access-control-allow-origin': origin } })
    expect(await judge(answers, post)).toEqual({ kind: 'allowed' })
  })

  it.each([
    ['cors-origin-refused', allow('PUT', '*', 'https://other.example')],
    ['cors-origin-refused', {}],
    ['cors-method-refused', allow('GET', '*')],
    ['cors-headers-refused', allow('PUT', 'content-type')],
  ])('finds %s in a success with %j', async (code, headers) => {
    expect(await judge(() => ({ headers }))).toMatchObject({ kind: 'refused', code })
  })

  it('names the headers that are not allowed', async () => {
    const verdict = await judge(() => ({ headers: allow('PUT', 'content-type') }))
    expect(verdict).toMatchObject({ message: 'Storage does not allow these headers: if-none-match.' })
  })

  it.each<[string, Answers]>([
    ['cors-origin-refused', () => ({ status: 403 })],
    ['cors-method-refused', ({ method }) => (method === 'GET' ? { headers: allow('GET') } : { status: 403 })],
    ['cors-headers-refused', ({ headers }) => (headers === '' ? { headers: allow('PUT') } : { status: 403 })],
  ])('asks for less to find %s behind a 403', async (code, answers) => {
    expect(await judge(answers)).toMatchObject({ kind: 'refused', code })
  })

  it('says that there is no answer', async () => {
    const send = createSend(() => Promise.reject(new TypeError('no', { cause: { code: 'ECONNREFUSED' } })))
    expect(await readPreflight(send, put, origin)).toEqual({
      kind: 'refused',
      code: 'storage-unreachable',
      message: 'There is no answer to the preflight (no answer, ECONNREFUSED).',
    })
  })
})
