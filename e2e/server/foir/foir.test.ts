import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import sharp from 'sharp'
import { createFoirBackend, type FoirFile } from '../../../src/backends/foir.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, askGraphql, createContext, describeFile, send, storedUnder } from '../flow/byHand.ts'
import { makePhoto, makeText, renamed } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const maxSizeBytes = 1024 * 1024

let stack: TestStack
let backend: UploadBackend<FoirFile>

beforeAll(async () => {
  stack = await startTestStack({ maxSizeBytes })
  backend = createFoirBackend({ endpoint: `${stack.url}/api/foir/graphql`, folder: 'campaigns/spring-26' })
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(() => stack.stop())

const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length

async function uploadOne(file: File, metadata = {}): Promise<FoirFile> {
  const { done, failed } = await startFlow(backend).upload([file], metadata)
  if (!done[0]) throw new Error('The upload did not succeed.', { cause: failed[0]?.error })
  return done[0].stored
}

describe('Foir', () => {
  it('measures a picture itself, upright, and computes its blurhash', async () => {
    // The Exif data rotates it by 90 degrees.
    const lying = await sharp(new Uint8Array(await (await makePhoto()).arrayBuffer()))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const file = await uploadOne(new File([new Uint8Array(lying)], 'lying.jpg', { type: 'image/jpeg' }))
    expect(file).toMatchObject({
      width: 20,
      height: 40,
      blurhash: expect.stringMatching(/^[\w#$%*+,\-.:;=?@[\]^{|}~]{28}$/),
    })
    expect(file).toMatchObject({ type: 'image/jpeg', size: lying.length, createdAt: expect.stringMatching(/^\d{4}-/) })
  })

  it('has neither dimensions nor a blurhash for a file that is no picture', async () => {
    const file = await uploadOne(makeText())
    for (const field of ['width', 'height', 'blurhash', 'alt']) expect(file).not.toHaveProperty(field)
  })

  it('shows the sanitised name', async () => {
    expect(await uploadOne(makeText('my notes (1)?.txt'))).toMatchObject({
      name: 'my-notes-1-.txt',
      filename: 'my-notes-1-.txt',
    })
  })

  it('keeps the alternative text, the folder and the other metadata of a file', async () => {
    expect(await uploadOne(makeText(), { alt: 'Barley', source: 'drew' })).toMatchObject({ alt: 'Barley' })
    expect(stack.server.records.files().at(-1)?.metadata).toEqual({
      alt: 'Barley',
      source: 'drew',
      folder: 'campaigns/spring-26',
    })
    await uploadOne(makeText(), { folder: 'elsewhere' })
    expect(stack.server.records.files().at(-1)?.metadata).toEqual({ folder: 'elsewhere' })
  })

  it('returns the same file when confirmed twice', async () => {
    const file = makeText()
    const request = await describeFile(backend, file)
    const ticket = await askFor(backend, request)
    await send(ticket, file)
    const confirm = () => backend.confirm(storedUnder(request, ticket, null), createContext())
    const [first, second] = await Promise.all([confirm(), confirm()])
    expect([second.id, (await confirm()).id]).toEqual([first.id, first.id])
  })

  it('repeats a confirm whose answer was lost, and has one file', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    const before = stack.server.records.files().length
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([makeText()])
    expect([done.length, sent.length, callsOf('confirm')]).toEqual([1, 1, 2])
    expect(stack.server.records.files()).toHaveLength(before + 1)
  })

  it('rejects bytes for good that do not match their declared type', async () => {
    const { upload, sent } = startFlow(backend)
    const { failed } = await upload([renamed(await makePhoto(), 'not.pdf', 'application/pdf')])
    expect(failed).toMatchObject([
      { at: 'sending', error: { code: 'type-mismatch', status: 400, retry: { when: 'never' } } },
    ])
    expect([sent.length, callsOf('confirm')]).toEqual([1, 0])
  })

  it('says that a file is too large for the plan before any byte is sent', async () => {
    const { upload, sent } = startFlow(backend)
    const { failed } = await upload([makeText('a.txt', 'x'.repeat(maxSizeBytes + 1))])
    expect(failed).toMatchObject([
      {
        at: 'requesting',
        error: { code: 'too-large', serverText: `Files may have ${maxSizeBytes} bytes on your plan.` },
      },
    ])
    expect(sent).toEqual([])
  })

  it('rejects a size that its integers cannot represent', async () => {
    const query = 'mutation { createFileUpload(filename: "a", mimeType: "a/b", size: 2147483648) { uploadId } }'
    const { status } = await askGraphql(`${stack.url}/api/foir/graphql`, query)
    expect(status).toBe(400)
    expect(backend.check?.(Object.defineProperty(makeText(), 'size', { value: 2_147_483_648 }), {})).toMatchObject([
      { code: 'size-over-limit' },
    ])
  })

  it('sends a file without a type with the same fallback type in the ticket and the request', async () => {
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([new File(['?'], 'strange')])
    expect(done).toMatchObject([{ stored: { type: 'application/octet-stream' } }])
    expect(sent.map(({ headers }) => [...headers])).toEqual([[['content-type', 'application/octet-stream']]])
  })

  it('requests another URL when the first one has been used', async () => {
    const text = '<Error><Code>AccessDenied</Code><Message>This URL has been used.</Message></Error>'
    const action = { kind: 'answer', status: 403, text, contentType: 'application/xml' } as const
    stack.server.faults.add({ call: 'storage', action })
    const { done } = await startFlow(backend).upload([makeText()])
    expect([done.length, callsOf('tickets')]).toEqual([1, 2])
  })

  it('confirms no file that was never sent', async () => {
    const request = await describeFile(backend, makeText())
    const ticket = await askFor(backend, request)
    const confirming = backend.confirm(storedUnder(request, ticket, null), createContext())
    await expect(confirming).rejects.toMatchObject({ code: 'backend-failed' })
  })

  it('reads a picture again if nothing was known about it at the confirm', async () => {
    const unknown = { width: null, height: null, blurhash: null }
    stack.server.faults.add({ call: 'confirm', action: { kind: 'rewrite', fields: unknown } })
    const flow = startFlow(backend)
    const { done } = await flow.upload([await makePhoto()])
    expect(done[0]?.stored).toMatchObject({ state: 'processing' })
    await vi.waitFor(
      () => expect(flow.uploader.getUpload(done[0]?.id ?? '')).toMatchObject({ stored: { width: 40, height: 20 } }),
      { timeout: 30_000 },
    )
    expect([callsOf('confirm'), callsOf('get')]).toEqual([1, 1])
  })

  it('identifies its callers by a key in its own header, and lets a publishable one only read', async () => {
    const keyed = await startTestStack({ storage: stack.storage, tokens: { sk_test_1: 'ada', pk_test_1: 'ada' } })
    onTestFinished(() => keyed.stop())
    const endpoint = `${keyed.url}/api/foir/graphql`
    const upload = async (headers: Readonly<Record<string, string>>) =>
      startFlow(createFoirBackend({ endpoint, headers })).upload([makeText()])
    expect((await upload({ Authorization: 'Bearer sk_test_1' })).failed).toMatchObject([
      { error: { code: 'unauthorized' } },
    ])
    expect((await upload({ 'x-api-key': 'pk_test_1' })).failed).toMatchObject([
      { error: { code: 'forbidden', serverText: 'Insufficient permissions' } },
    ])
    const { done } = await upload({ 'x-api-key': 'sk_test_1' })
    const reading = createFoirBackend({ endpoint, read: { publishableKey: 'pk_test_1', endpoint } })
    const id = done[0]?.stored.id ?? ''
    expect(await reading.get?.(id, createContext())).toMatchObject({ id })
  })

  it('reads a file again, and says when there is none', async () => {
    const file = await uploadOne(makeText('note.txt', 'read again'))
    const again = await backend.get?.(file.id, createContext())
    expect(again).toMatchObject({ id: file.id, filename: 'note.txt' })
    expect(await (await fetch(again?.url ?? '')).text()).toBe('read again')
    await expect(backend.get?.('file_none', createContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([
    ['an argument', 'mutation { createFileUpload(input: { filename: "a" }) { uploadId } }'],
    ['a field', '{ file(id: "a") { id thumbnail } }'],
  ])('refuses %s that the document does not have', async (_, query) => {
    const { status, body } = await askGraphql(`${stack.url}/api/foir/graphql`, query)
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
  })
})
