import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createInspectBackend, type InspectFile } from '../../../src/backends/inspect.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { assetId } from '../flow/adapterCases.ts'
import { askFor, createContext, describeFile, send, storedUnder } from '../flow/byHand.ts'
import { makeText } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const otherAsset = '3fa85f64-5717-4562-b3fc-2c963f66afa7'

let stack: TestStack
let backend: UploadBackend<InspectFile>

beforeAll(async () => {
  stack = await startTestStack()
  backend = createInspectBackend({ url: `${stack.url}/api/inspect` })
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(() => stack.stop())

const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length

/** Makes a ticket call that no adapter would make, and returns its status. */
async function ask(more: object): Promise<number> {
  const body = {
    assetID: assetId,
    contentType: 'a/b',
    hash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    name: 'a',
    size: 0,
    ...more,
  }
  const url = `${stack.url}/api/inspect/api/inspect/v1/file/upload/presigned`
  const headers = { 'Content-Type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status
}

describe('Inspect', () => {
  it('returns the same id when it already has the file', async () => {
    const file = makeText()
    const first = await startFlow(backend).upload([file], { assetId })
    const second = await startFlow(backend).upload([file], { assetId })
    const [stored] = first.done.map((upload) => upload.stored)
    expect(stored).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-/),
      assetId,
      name: 'notes.txt',
      type: 'text/plain',
      size: file.size,
    })
    expect(second.done).toMatchObject([{ outcome: 'existing', stored: { id: stored?.id } }])
    expect(callsOf('confirm')).toBe(1)
  })

  it('shares no file between two assets, in one batch or after it', async () => {
    const file = makeText()
    const { uploader, sent } = startFlow(backend)
    uploader.add([file], { metadata: { assetId } })
    uploader.add([file], { metadata: { assetId: otherAsset } })
    const { done } = await uploader.whenSettled()
    expect([sent.length, new Set(done.map(({ stored }) => stored.id)).size]).toEqual([2, 2])
    const third = startFlow(backend)
    await third.upload([file], { assetId: '3fa85f64-5717-4562-b3fc-2c963f66afa8' })
    expect(third.sent).toHaveLength(1)
  })

  it('sends the declared type and nothing else', async () => {
    const { upload, sent } = startFlow(backend)
    await upload([makeText()], { assetId })
    expect(sent.map(({ method, headers }) => [method, ...headers])).toEqual([['PUT', ['content-type', 'text/plain']]])
  })

  it('checks the bytes in the complete call, and has a wrong file sent again', async () => {
    const file = makeText('a.txt', 'what was announced')
    const request = await describeFile(backend, file, { assetId })
    const ticket = await askFor(backend, request)
    await send(ticket, makeText('a.txt', 'what was sent, alas'.slice(0, file.size)))
    const confirming = backend.confirm(storedUnder(request, ticket, null), createContext())
    await expect(confirming).rejects.toMatchObject({
      code: 'not-verified',
      status: 400,
      retry: { when: 'automatically', from: 'inspection' },
    })
  })

  it('completes no file that was never sent', async () => {
    const request = await describeFile(backend, makeText(), { assetId })
    const ticket = await askFor(backend, request)
    const confirming = backend.confirm(storedUnder(request, ticket, null), createContext())
    await expect(confirming).rejects.toMatchObject({ code: 'not-verified' })
  })

  it('finds out whether a complete call succeeded whose answer was lost', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([makeText()], { assetId })
    expect([done.length, sent.length, callsOf('confirm'), callsOf('tickets')]).toEqual([1, 1, 1, 2])
  })

  it.each([{ kind: 'drop' } as const, { kind: 'answer', status: 500 } as const])(
    'completes again when the first call did not succeed (%j)',
    async (action) => {
      stack.server.faults.add({ call: 'confirm', action })
      const before = stack.server.records.files().length
      const { upload, sent } = startFlow(backend)
      const { done } = await upload([makeText()], { assetId })
      expect([done.length, sent.length, callsOf('confirm')]).toEqual([1, 1, 2])
      expect(stack.server.records.files()).toHaveLength(before + 1)
    },
  )

  it('also completes known files if the option says so', async () => {
    const completing = createInspectBackend({ url: `${stack.url}/api/inspect`, completesKnown: true })
    const file = makeText()
    await startFlow(completing).upload([file], { assetId })
    const { upload, sent } = startFlow(completing)
    const { done } = await upload([file], { assetId })
    expect([done.length, sent.length, callsOf('confirm')]).toEqual([1, 0, 2])
  })

  it.each([
    ['not-a-uuid', 400, 'request-invalid', 'assetID must be a UUID'],
    ['00000000-0000-4000-8000-000000000403', 403, 'forbidden', 'permission denied'],
    ['00000000-0000-4000-8000-000000000404', 404, 'not-found', 'asset not found'],
  ])('tells by the status what is wrong with the asset %s', async (wrong, status, code, serverText) => {
    const { upload, sent } = startFlow(backend)
    const { failed } = await upload([makeText()], { assetId: wrong })
    expect(failed).toMatchObject([{ error: { code, status, serverText } }])
    expect(sent).toEqual([])
  })

  it('is asked again after a 500', async () => {
    stack.server.faults.add({ call: 'tickets', times: 2, action: { kind: 'answer', status: 500 } })
    const { done } = await startFlow(backend).upload([makeText()], { assetId })
    expect([done.length, callsOf('tickets')]).toEqual([1, 3])
  })

  it('refuses a hash in hex, and a size beyond its limit', async () => {
    expect(await ask({})).toBe(201)
    expect(await ask({ hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' })).toBe(400)
    expect(await ask({ size: 6 * 1024 ** 3 })).toBe(400)
    expect(await ask({ name: '' })).toBe(400)
  })
})
