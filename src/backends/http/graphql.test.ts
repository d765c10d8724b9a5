import { afterEach, describe, expect, it } from 'vitest'
import { graphql, type GraphqlRequest } from './graphql.js'
import { createHttpClient } from './createHttpClient.js'
import type { HttpOptions } from './HttpClient.js'
import { testContext } from '../../../test/backends/testContext.js'
import {
  type ReceivedCall,
  startTestServer,
  type TestAnswer,
  type TestServer,
} from '../../../test/backends/testServer.js'

let server: TestServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function run(
  answer: TestAnswer | ((call: ReceivedCall) => TestAnswer),
  more: Partial<GraphqlRequest> = {},
  options: HttpOptions = {},
) {
  server = await startTestServer(
    typeof answer === 'function' ? (answer as (call: ReceivedCall) => TestAnswer) : () => answer,
  )
  const request = {
    label: 'the upload mutation',
    url: `${server.origin}/graphql`,
    query: 'mutation { a }',
    context: testContext(),
  }
  return graphql(createHttpClient(options), { ...request, ...more })
}

const refused = (code: string, message = 'No.') => ({
  json: { data: null, errors: [{ message, extensions: { code } }] },
})

describe('graphql', () => {
  it('sends query and variables, and returns the data', async () => {
    expect(await run({ json: { data: { a: 1 } } }, { variables: { size: '3' } })).toEqual({ a: 1 })
    expect(JSON.parse(server?.calls[0]?.text ?? '')).toEqual({ query: 'mutation { a }', variables: { size: '3' } })
    expect(server?.calls[0]).toMatchObject({
      method: 'POST',
      headers: { accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json' },
    })
  })

  it.each([
    ['FILE_TOO_LARGE', 'too-large'],
    ['FORBIDDEN', 'forbidden'],
    ['NOT_FOUND', 'not-found'],
    ['BAD_USER_INPUT', 'request-invalid'],
    ['VALIDATION_ERROR', 'request-invalid'],
    ['INTERNAL_SERVER_ERROR', 'server-error'],
    ['UNAUTHENTICATED', 'unauthorized'],
    ['SOMETHING_ELSE', 'backend-failed'],
  ])('reads %s with a status of 200 as %s', async (extensionsCode, code) => {
    await expect(run(refused(extensionsCode))).rejects.toMatchObject({ code, serverText: 'No.', status: 200 })
  })

  it('reads the same error with a status of 400', async () => {
    await expect(run({ status: 400, ...refused('FILE_TOO_LARGE') })).rejects.toMatchObject({
      code: 'too-large',
      status: 400,
    })
  })

  it('lets the API read its own codes', async () => {
    const request: Partial<GraphqlRequest> = {
      readError: (code) => (code === 'NOPE' ? { code: 'already-used' } : undefined),
    }
    await expect(run(refused('NOPE'), request)).rejects.toMatchObject({ code: 'already-used', serverText: 'No.' })
  })

  it.each([
    [409, 'backend-failed', 'by-hand'],
    [422, 'request-invalid', 'never'],
    [429, 'rate-limited', 'automatically'],
    [500, 'server-error', 'automatically'],
    [502, 'server-error', 'automatically'],
  ])('reads a status of %d from a gateway, with errors or with a page', async (status, code, when) => {
    const headers = { 'Retry-After': '7' }
    const expected = { code, status, retryAfterSeconds: 7, retry: { when, from: 'call' } }
    const json = { errors: [{ message: 'Slow down.' }] }
    await expect(run({ status, headers, json })).rejects.toMatchObject({ ...expected, serverText: 'Slow down.' })
    await server?.close()
    await expect(run({ status, headers, text: '<html>Bad gateway</html>' })).rejects.toMatchObject(expected)
  })

  it('passes the status of an error to readError', async () => {
    const request: Partial<GraphqlRequest> = {
      readError: (_, { message }, status) =>
        message === 'No rights.' && status === 200 ? { code: 'forbidden' } : undefined,
    }
    const json = { errors: [{ message: 'No rights.' }] }
    await expect(run({ json }, request)).rejects.toMatchObject({ code: 'forbidden' })
    await server?.close()
    await expect(run({ status: 503, json }, request)).rejects.toMatchObject({ code: 'server-error' })
  })

  it('does not trust data that comes with errors', async () => {
    const json = { data: { a: 1 }, errors: [{ message: 'half' }] }
    await expect(run({ json })).rejects.toMatchObject({ code: 'backend-failed', serverText: 'half' })
  })

  it('treats an empty list of errors as success', async () => {
    expect(await run({ json: { data: { a: 1 }, errors: [] } })).toEqual({ a: 1 })
  })

  it.each([[{ data: null }], [{}], [{ data: [] }], [{ data: 'x' }]])(
    'does not accept %j as an answer',
    async (json) => {
      await expect(run({ json })).rejects.toMatchObject({ code: 'answer-malformed' })
    },
  )

  it.each([[{ json: null }], [{ json: [] }], [{ status: 204 }], [{ text: '<html>' }]])(
    'does not accept %j as an answer either',
    async (answer) => {
      await expect(run(answer)).rejects.toMatchObject({ code: 'answer-malformed' })
    },
  )

  it('treats errors that are not a list as a refusal', async () => {
    const json = { data: { a: 1 }, errors: { message: 'half' } }
    await expect(run({ json })).rejects.toMatchObject({ code: 'backend-failed', serverText: 'half' })
  })

  it('removes sent credentials from a refusal with a status of 200', async () => {
    const options: HttpOptions = { headers: { Authorization: 'Bearer sentinel-token' } }
    const refusal = run(refused('FORBIDDEN', 'No such user: sentinel-token'), {}, options)
    await expect(refusal).rejects.toMatchObject({ code: 'forbidden', serverText: 'No such user: [secret]' })
  })

  it('reads Retry-After from a refusal with a status of 200', async () => {
    const answer = { ...refused('RATE_LIMITED'), headers: { 'Retry-After': '7' } }
    await expect(run(answer)).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 7 })
  })

  it('tolerates errors that are not objects', async () => {
    await expect(run({ json: { errors: ['plain'] } })).rejects.toMatchObject({ serverText: 'plain' })
    await server?.close()
    await expect(run({ json: { errors: [null] } })).rejects.toMatchObject({ code: 'backend-failed' })
  })

  it.each([
    ['by the usual code', refused('UNAUTHENTICATED'), {}],
    [
      "in the API's own way",
      { json: { errors: [{ message: 'Token is expired.' }] } },
      { readError: () => ({ code: 'unauthorized' }) } satisfies Partial<GraphqlRequest>,
    ],
  ])('requests new credentials when they are refused with a status of 200, %s', async (_, refusal, request) => {
    const options: HttpOptions = { headers: ({ refresh }) => ({ Authorization: refresh ? 'new' : 'old' }) }
    const answer = await run(
      (call: ReceivedCall) => (call.headers.authorization === 'new' ? { json: { data: { in: true } } } : refusal),
      request,
      options,
    )
    expect(answer).toEqual({ in: true })
  })
})
