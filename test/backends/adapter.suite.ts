import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { isUploadError } from '../../src/errors/isUploadError.js'
import type { UploadError } from '../../src/errors/UploadError.js'
import type { CallContext, StoredUpload, TicketRequest, UploadBackend } from '../../src/contract/backend.js'
import type { TicketAnswer } from '../../src/contract/ticket.js'
import type { HttpOptions } from '../../src/backends/http/HttpClient.js'
import { scriptFetch, type ScriptedAnswer } from './scriptFetch.js'
import { testContext } from './testContext.js'
import { fileOf } from './testUpload.js'
import { untilWarned } from '../kit/untilWarned.js'

/** An adapter and what is needed to test it against the rules that hold for all. */
export interface AdapterCase {
  readonly create: (options: HttpOptions & { readonly scope?: string }) => UploadBackend
  /** The hook of the same options. */
  readonly useBackend: (options: HttpOptions) => UploadBackend
  readonly request: TicketRequest
  /** A ticket as the API answers it. Its URL, and everything else that gives access, contains the word 'sentinel'. */
  readonly ticket: ScriptedAnswer & object
  /** An answer to confirm. Left out if the API has no such call. */
  readonly confirmed?: ScriptedAnswer & object
  /** Answers in the API's own shape that cannot be used. */
  readonly malformed: Readonly<Record<string, ScriptedAnswer>>
  /** Wrong options, by the name of the one that is wrong. */
  readonly wrongOptions: readonly (readonly [options: object, name: string])[]
  /** The reference itself gives access. */
  readonly hasSecretReference?: boolean
  /** The size in bytes from which a file is rejected. */
  readonly mostBytes: number
}

const headers = { Authorization: 'Bearer sentinel-token' }

/** The rules that hold for every adapter, whatever its API. */
export function describeAdapter(name: string, adapter: AdapterCase): void {
  const setUp = (answers: readonly ScriptedAnswer[], options: HttpOptions = { headers }) => {
    const script = scriptFetch(...answers)
    return { ...script, backend: adapter.create({ ...options, fetch: script.fetch }) }
  }
  const ask = (answers: readonly ScriptedAnswer[], options?: HttpOptions) =>
    setUp(answers, options).backend.requestTicket(adapter.request, testContext())

  describe(`${name}, as every adapter`, () => {
    it('identifies its files by name and scope', () => {
      const backend = adapter.create({ scope: 'tenant-7' })
      expect([backend.name, backend.scope]).toEqual([name, 'tenant-7'])
      expect(adapter.create({})).not.toHaveProperty('scope')
    })

    it('can be created on a server, also by its hook', () => {
      const { useBackend } = adapter
      const Named = (): string => useBackend({ headers }).name
      expect(renderToString(createElement(Named))).toBe(name)
    })

    it('never uses a cached answer', async () => {
      const { backend, calls } = setUp([adapter.ticket])
      await backend.requestTicket(adapter.request, testContext())
      expect(calls.map(({ init }) => init.cache)).toEqual(['no-store'])
    })

    it('sends the credentials to the API, and leaves them out of the ticket', async () => {
      const { backend, calls } = setUp([adapter.ticket])
      const ticket = await backend.requestTicket(adapter.request, testContext())
      expect(calls[0]?.headers).toMatchObject({ authorization: headers.Authorization })
      expect(JSON.stringify(ticket)).not.toContain('sentinel-token')
    })

    it('refreshes credentials once for all calls that were refused', async () => {
      let refreshes = 0
      const fresh = async ({ refresh }: { readonly refresh: boolean }) => {
        if (refresh) refreshes += 1
        return { Authorization: refreshes > 0 ? 'new' : 'old' }
      }
      const { backend, calls } = setUp(
        [({ headers: sent }) => (sent['authorization'] === 'new' ? adapter.ticket : { status: 401 })],
        { headers: fresh },
      )
      await Promise.all([1, 2, 3].map(() => backend.requestTicket(adapter.request, testContext())))
      expect([refreshes, calls.length]).toEqual([1, 6])
    })

    it('returns a plain reference that gives no access and that confirm works from', async () => {
      const { backend } = setUp([adapter.ticket, ...(adapter.confirmed ? [adapter.confirmed] : [])])
      const { reference } = onlySent(await backend.requestTicket(adapter.request, testContext()))
      const kept: unknown = JSON.parse(JSON.stringify(reference))
      expect(kept).toEqual(reference)
      expect(structuredClone(reference)).toEqual(reference)
      const { hasSecretReference = false } = adapter
      expect(JSON.stringify(reference).includes('sentinel')).toBe(hasSecretReference)
      expect(backend.referenceIsCapability ?? false).toBe(hasSecretReference)
      const stored = storedUnder(adapter.request, reference)
      const file = await adapter
        .create({ fetch: setUp([adapter.confirmed ?? {}]).fetch })
        .confirm(stored, testContext())
      expect(file.id).toEqual(expect.any(String))
      expect(JSON.stringify(file)).not.toContain('X-Amz-Signature')
    })

    it.each([[null], ['somebody else’s'], [{}], [[]], [{ key: 7, id: 7, uploadId: 7, uploadTicketID: 7 }]])(
      'does not confirm under a reference that is not its own (%j)',
      async (reference) => {
        const { backend, calls } = setUp([adapter.confirmed ?? {}])
        const confirming = (async () => backend.confirm(storedUnder(adapter.request, reference), testContext()))()
        await expect(confirming).rejects.toMatchObject({ code: 'request-invalid' })
        expect(calls).toEqual([])
      },
    )

    it.each([
      [400, 'request-invalid', 'never'],
      [401, 'unauthorized', 'by-hand'],
      [403, 'forbidden', 'never'],
      [404, 'endpoint-missing', 'by-hand'],
      [405, 'endpoint-missing', 'by-hand'],
      [413, 'too-large', 'never'],
      [429, 'rate-limited', 'automatically'],
      [500, 'server-error', 'automatically'],
      [503, 'server-error', 'automatically'],
    ])('reads a ticket call that ends with status %d as %s, with the retry %s', async (status, code, when) => {
      await expect(ask([{ status }])).rejects.toMatchObject({ code, status, retry: { when, from: 'call' } })
    })

    it.each(Object.entries(adapter.malformed))('rejects %s before any byte is sent', async (_, answer) => {
      await expect(ask([answer])).rejects.toMatchObject({ code: 'answer-malformed' })
    })

    it.each([
      ['a login page', { page: '<!doctype html><title>Sign in</title>' }],
      ['an empty body', {}],
      ['null', { json: null }],
      ['a list', { json: [] }],
    ])('rejects %s with a status of 200 before any byte is sent', async (_, answer) => {
      await expect(ask([answer])).rejects.toMatchObject({ code: 'answer-malformed' })
    })

    it('distinguishes an unreachable server from one that does not answer', async () => {
      await expect(ask(['broken'])).rejects.toMatchObject({ code: 'server-unreachable' })
      await expect(ask(['silent'], { timeoutMs: 20 })).rejects.toMatchObject({ code: 'server-timeout' })
    })

    it('ends its calls when their signal fires', async () => {
      const { backend } = setUp(['silent'])
      for (const call of callsOf(backend, adapter)) {
        const controller = new AbortController()
        const calling = call(testContext({ signal: controller.signal }))
        controller.abort()
        await expect(calling).rejects.toMatchObject({ name: 'AbortError' })
      }
    })

    it('shows no secret in an error, whatever the answer', async () => {
      const echo = 'No Bearer sentinel-token for https://storage.example/a?X-Amz-Signature=sentinel'
      const answers: readonly ScriptedAnswer[] = [
        'broken',
        { status: 401, json: { error: echo } },
        { status: 422, json: { errors: [{ message: echo, extensions: { code: 'FORBIDDEN' } }] } },
        { json: { data: null, errors: [{ message: echo }] } },
        { status: 500, page: `<html>${echo}</html>` },
        { page: `<html>${echo}</html>` },
        ...Object.values(adapter.malformed),
      ]
      for (const answer of answers) {
        for (const call of callsOf(setUp([answer]).backend, adapter)) {
          expect(show(await caught(call(testContext())))).not.toMatch(/sentinel/)
        }
      }
    })

    it('tells the core how long its calls may take', () => {
      expect(adapter.create({ timeoutMs: 90_000 }).answerWithinMs).toBe(90_000)
      expect(adapter.create({}).answerWithinMs).toBeUndefined()
    })

    it('rejects a file that is too large for one request', () => {
      const backend = adapter.create({})
      expect(backend.check?.(fileOf({ size: adapter.mostBytes }), adapter.request.metadata)).toEqual([])
      expect(backend.check?.(fileOf({ size: adapter.mostBytes + 1 }), adapter.request.metadata)).toEqual([
        { code: expect.stringMatching(/^(file-too-large|size-over-limit)$/), limit: expect.any(Number) },
      ])
    })

    it.each([
      ...adapter.wrongOptions,
      [{ scope: 7 }, "'scope'"] as const,
      [{ timeoutMs: 0 }, "'timeoutMs'"] as const,
      [{ timeoutMs: '1' }, "'timeoutMs'"] as const,
      [{ timeoutMs: Number.NaN }, "'timeoutMs'"] as const,
      [{ headers: 'Bearer sentinel' }, "'headers'"] as const,
      [{ headers: null }, "'headers'"] as const,
      [{ fetch: {} }, "'fetch'"] as const,
      [{ credentials: true }, "'credentials'"] as const,
    ])('rejects the options %j at once, and names the wrong one', (options, option) => {
      const create = () => adapter.create(options)
      expect(create).toThrow(TypeError)
      expect(create).toThrow(option)
      expect(create).not.toThrow(/sentinel/)
    })

    it('warns once about an unknown option, and suggests the nearest one', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      adapter.create({ header: { Authorization: 'Bearer sentinel' } } as HttpOptions)
      adapter.create({ header: { Authorization: 'Bearer sentinel' } } as HttpOptions)
      await untilWarned()
      expect(warn.mock.calls).toEqual([[expect.stringMatching(/^coatcheck: create\w+Backend has no option 'header'/)]])
      expect(warn.mock.calls[0]?.[0]).toMatch(/Did you mean 'headers'\?$/)
      warn.mockRestore()
    })
  })
}

function storedUnder(request: TicketRequest, reference: unknown): StoredUpload {
  return { request, reference: reference as StoredUpload['reference'], receipt: { status: 200, etag: 'abc' } }
}

/** Returns the ticket, or fails if the answer is an existing file. */
function onlySent(answer: TicketAnswer): Extract<TicketAnswer, { readonly url: string }> {
  if ('url' in answer) return answer
  throw new Error(`The ticket is of the kind ${answer.kind}.`)
}

type Call = (context: CallContext) => Promise<unknown>

function callsOf(backend: UploadBackend, { request, confirmed }: AdapterCase): readonly Call[] {
  const reference = {
    s3Key: 'k',
    filename: 'a',
    entityId: '1',
    uploadTicketID: 't',
    id: 'i',
    assetId: 'a',
    uploadId: 'u',
  }
  return [
    (context) => backend.requestTicket(request, context),
    ...(confirmed ? [(context: CallContext) => backend.confirm(storedUnder(request, reference), context)] : []),
    ...(backend.get ? [(context: CallContext) => (backend as Required<UploadBackend>).get('id', context)] : []),
  ]
}

/** null, because not every call rejects a bad answer. */
async function caught(calling: Promise<unknown>): Promise<UploadError | null> {
  const error = await calling.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error === null || isUploadError(error)) return error
  throw new Error('This did not end in an UploadError.', { cause: error })
}

/** Returns everything that a log or a page could show of an error. */
function show(error: UploadError | null): string {
  return error === null
    ? ''
    : JSON.stringify([error.message, error.stack, error.cause, Object.entries(error), String(error)])
}
