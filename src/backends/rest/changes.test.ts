import { afterEach, describe, expect, it, vi } from 'vitest'
import { setUpRest } from '../../../test/backends/restServer.js'
import { testContext } from '../../../test/backends/testContext.js'
import type { ReceivedCall, TestAnswer } from '../../../test/backends/testServer.js'

const file = { id: 'fil_1', name: 'a.jpg', url: 'https://storage.example/a?sentinel' }
const problem = (status: number, code: string) => ({ status, json: { error: { status, code, message: 'Own words.' } } })

afterEach(() => vi.restoreAllMocks())

describe('deleteFile', () => {
  it('deletes one file, with any characters in its id', async () => {
    const { server, backend } = await setUpRest({ status: 204 })
    expect(await backend.deleteFile('a/b ?é', testContext())).toBeUndefined()
    expect(server.calls).toHaveLength(1)
    expect(server.calls[0]).toMatchObject({
      method: 'DELETE',
      path: '/api/uploads/files/a%2Fb%20%3F%C3%A9',
      headers: { 'idempotency-key': 'key-1' },
      text: '',
    })
  })

  it.each([
    ['404', problem(404, 'not-found')],
    ['404 in a format of its own', { status: 404, json: { reason: 'There is no fil_1.' } }],
    ['404 without a body', { status: 404 }],
    ['410', problem(410, 'gone')],
    ['410 with a page', { status: 410, text: '<html>Gone</html>' }],
  ])('has deleted a file if the server says %s, because an earlier attempt may have done it', async (_, answer) => {
    const { backend } = await setUpRest(answer)
    expect(await backend.deleteFile('fil_1', testContext())).toBeUndefined()
  })

  it.each([
    ['403', problem(403, 'forbidden'), 'forbidden'],
    ['409', problem(409, 'record-mismatch'), 'record-mismatch'],
    ['503', { status: 503 }, 'server-error'],
    ['a sign-in page', { text: '<html>Sign in</html>' }, 'answer-malformed'],
  ])('fails if the server says %s', async (_, answer, code) => {
    const { backend } = await setUpRest(answer)
    await expect(backend.deleteFile('fil_1', testContext())).rejects.toMatchObject({ code })
  })

  it.each([
    [404, { text: '<html>Not found</html>' }],
    [404, { json: { error: 'Not Found' } }],
    [405, {}],
    [501, {}],
  ])('names the option for servers without the call, after a %d with %j', async (status, body) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { backend } = await setUpRest({ status, ...body })
    await expect(backend.deleteFile('fil_1', testContext())).rejects.toMatchObject({
      code: 'endpoint-missing',
      message: expect.stringContaining('set the option deleteFile: false.'),
    })
    // Equal messages are logged once.
    expect(logged.mock.calls.length).toBeLessThan(2)
  })

  it('is sent while the page closes, also if the file is being changed', async () => {
    const made: RequestInit[] = []
    const { server, backend } = await setUpRest(
      ({ method }: ReceivedCall) => (method === 'PATCH' ? () => {} : { status: 204 }),
      { fetch: (input, init = {}) => (made.push(init), fetch(input, init)) },
    )
    const controller = new AbortController()
    const changing = backend.updateFile('fil_1', { name: 'b' }, testContext({ signal: controller.signal }))
    await expect.poll(() => server.calls.length).toBe(1)
    await backend.deleteFile('fil_1', testContext({ keepalive: true }))
    expect(made.map(({ method, keepalive }) => [method, keepalive])).toEqual([
      ['PATCH', false],
      ['DELETE', true],
    ])
    controller.abort()
    await expect(changing).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('updateFile', () => {
  it.each([
    [{ name: 'صورة.jpg' }, '{"name":"صورة.jpg"}'],
    [{ alt: 'The harbour' }, '{"alt":"The harbour"}'],
    [{ name: '', alt: '' }, '{"name":"","alt":""}'],
    [{}, '{}'],
  ])('sends what changes, and nothing else: %j', async (change, text) => {
    const { server, backend } = await setUpRest({ json: { file } })
    expect(await backend.updateFile('a/b ?é', change, testContext({ keepalive: true }))).toEqual(file)
    expect(server.calls[0]).toMatchObject({
      method: 'PATCH',
      path: '/api/uploads/files/a%2Fb%20%3F%C3%A9',
      headers: { 'idempotency-key': 'key-1', 'content-type': 'application/json' },
      text,
    })
  })

  it('leaves out members that are undefined or that the contract does not have', async () => {
    const { server, backend } = await setUpRest({ json: { file } })
    const change = { name: undefined, alt: 'b', url: 'https://other.example' }
    await backend.updateFile('fil_1', change as object, testContext())
    expect(server.calls[0]?.text).toBe('{"alt":"b"}')
  })

  it('makes the calls for one file one after another', async () => {
    const answers: (() => void)[] = []
    const { server, backend } = await setUpRest(
      ({ text }: ReceivedCall) =>
        new Promise<TestAnswer>((resolve) => {
          answers.push(() => resolve({ json: { file: { ...file, ...(JSON.parse(text) as object) } } }))
        }),
    )
    const changes = ['b', 'c'].map((name) => backend.updateFile('fil_1', { name }, testContext()))
    const other = backend.updateFile('fil_2', { name: 'd' }, testContext())
    await expect.poll(() => answers.length).toBe(2)
    expect(server.calls.map(({ text }) => text).toSorted()).toEqual(['{"name":"b"}', '{"name":"d"}'])
    for (const answer of answers) answer()
    await expect.poll(() => answers.length).toBe(3)
    answers[2]?.()
    expect((await Promise.all([...changes, other])).map(({ name }) => name)).toEqual(['b', 'c', 'd'])
  })

  it.each([[{}], [file], [{ file: null }], [{ file: { name: 'b' } }]])('refuses %j', async (json) => {
    const { backend } = await setUpRest({ json })
    await expect(backend.updateFile('a', { name: 'b' }, testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
    })
  })

  it.each([
    ['a file that is gone', problem(404, 'not-found'), { code: 'not-found', serverText: 'Own words.' }],
    ['a value that it does not take', problem(422, 'request-invalid'), { code: 'request-invalid' }],
  ])("passes on the server's words about %s", async (_, answer, error) => {
    const { backend } = await setUpRest(answer)
    await expect(backend.updateFile('fil_1', { name: 'b' }, testContext())).rejects.toMatchObject(error)
  })

  it('names the option for servers without the call', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { backend } = await setUpRest({ status: 405 })
    await expect(backend.updateFile('fil_1', {}, testContext())).rejects.toMatchObject({
      code: 'endpoint-missing',
      message: expect.stringContaining('set the option updateFile: false.'),
    })
  })
})
